namespace Clarifai.PowerShell.Tests.Shell;

/// <summary>A folder of script files that is gone after the test.</summary>
internal sealed class ScriptFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("clarifai-shell-tests-").FullName;

    public string Add(string name, string script)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, script);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
