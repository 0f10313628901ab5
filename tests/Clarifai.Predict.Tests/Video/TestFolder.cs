namespace Clarifai.Tests.Video;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("clarifai-tests-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A folder in it, for workspaces: what is left there can be counted.</summary>
    public string Temporary => Directory.CreateDirectory(File("temporary")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
