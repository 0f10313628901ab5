namespace Clarifai;

/// <summary>Finds other programs on PATH, but never in the current directory: a folder of images could contain one of that name.</summary>
internal static class ProgramFile
{
    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>The file name of a program. Batch files parse arguments by different rules, so only executables are accepted.</summary>
    public static string NameOf(string program) => IsWindows ? program + ".exe" : program;

    /// <summary>The full path of a program on PATH; null if it is not found.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="searchPath">The value of PATH.</param>
    public static string? Find(string program, string? searchPath) =>

        // A relative entry of PATH would depend on the current directory.
        (searchPath ?? "").Split(Path.PathSeparator).Select(folder => folder.Trim('"')).Where(IsFullPath)
            .Select(folder => Path.Combine(folder, NameOf(program)))
            .FirstOrDefault(Exists);

    // "\tools" and "C:tools" are rooted, but depend on the current drive or directory.
    public static bool IsFullPath(string path) => IsWindows
        ? path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length > 2 && path[1] == ':' && path[2] is '\\' or '/')
        : path.Length > 0 && path[0] == '/';

    /// <summary>Whether the file exists and is executable.</summary>
    public static bool Exists(string path)
    {
#if NET
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
#else
        return File.Exists(path);
#endif
    }
}
