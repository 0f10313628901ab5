using System.Security.Cryptography;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Keywords;

/// <summary>A test with real photos, real ExifTool, and a session.</summary>
public abstract class KeywordTest : IDisposable
{
    private protected KeywordTest() => MetadataTools.Require();

    private protected ModuleSession Session { get; } = new();

    private protected SampleFolder Folder { get; } = new();

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        Session.Dispose();
        Folder.Dispose();
    }

    private protected static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    /// <summary>A photo without any keyword.</summary>
    private protected string Photo(string name = "photo.jpg")
    {
        string path = Folder.PathOf(name);
        File.Copy(Repository.PathOf("samples", "cat.jpg"), path);
        return path;
    }

    /// <summary>Names for a file, as rows of a table bring them; the options are those of the cmdlet.</summary>
    private protected ScriptResult Set(string path, string[] names, string options = "") => Session.Run(Script(options), path, names);

    private protected ScriptResult TrySet(string path, string[] names, string options = "") => Session.Try(Script(options), path, names);

    /// <summary>Nothing but these files is in the folder: no lock, no temporary file.</summary>
    private protected void AssertFiles(params string[] names) => Assert.Equal(
        names.Order(StringComparer.Ordinal),
        Directory.EnumerateFileSystemEntries(Folder.FullPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    private static string Script(string options) =>
        "$path, $names = @($input); "
        + "$names | ForEach-Object { [pscustomobject]@{ Source = $path; Name = $_ } } | Set-ClarifaiKeyword -Verbose " + options;
}
