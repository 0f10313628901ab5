using System.Text;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>A folder of sample files that lives as long as the test.</summary>
internal sealed class SampleFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("clarifai-tests-").FullName;

    /// <summary>Writes a picture whose caption is its name without the extension.</summary>
    public string Picture(string name) => Write(name, SampleFile.Picture(Path.GetFileNameWithoutExtension(name)));

    public string Video(string name) => Write(name, SampleFile.Video(Path.GetFileNameWithoutExtension(name)));

    public string Write(string name, byte[] content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a program that runs a script of sh; the test is skipped where there is none.</summary>
    public string Program(string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs no shell scripts as programs.");
        string path = Write(name, Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public string PathOf(string name) => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
