namespace Clarifai;

/// <summary>A folder that files are named relative to, so that they have the same names wherever it is mounted.</summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class InputRoot(string folder)
{
    private readonly string _start = folder.TrimEnd('/', Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    /// <summary>The name of a file: its path below the root, with slashes.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="ClarifaiException">The file is not below the root (PathOutsideRoot).</exception>
    public string NameOf(string path)
    {
        // Names of files on Windows have no case; on Unix a backslash may be part of a name.
        bool isWindows = Path.DirectorySeparatorChar == '\\';
        StringComparison comparison = isWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (!path.StartsWith(_start, comparison))
        {
            throw new ClarifaiException(ErrorId.PathOutsideRoot, $"'{path}' is not in the -ShardRoot folder '{folder}'.");
        }

        string name = path.Substring(_start.Length);
        return isWindows ? name.Replace('\\', '/') : name;
    }

    /// <summary>The full path here of a file with this name.</summary>
    public string PathOf(string name) => _start + (Path.DirectorySeparatorChar == '\\' ? name.Replace('/', '\\') : name);
}
