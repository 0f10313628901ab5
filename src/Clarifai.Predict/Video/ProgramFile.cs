namespace Clarifai;

/// <summary>
/// Programs of others, as PATH has them. Never in the current directory, where a folder of pictures could bring one of that name.
/// </summary>
internal static class ProgramFile
{
    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>The name of a program's file. Batch files have rules of their own for arguments, so only a program will do.</summary>
    public static string NameOf(string program) => IsWindows ? program + ".exe" : program;

    /// <summary>The full path of a program in one of the folders of PATH; null where there is none.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="searchPath">What PATH says.</param>
    public static string? Find(string program, string? searchPath) =>

        // A relative entry of PATH is one of the current directory.
        (searchPath ?? "").Split(Path.PathSeparator).Select(folder => folder.Trim('"')).Where(IsFullPath)
            .Select(folder => Path.Combine(folder, NameOf(program)))
            .FirstOrDefault(Exists);

    // "\tools" and "C:tools" are rooted, but depend on the current drive or directory.
    public static bool IsFullPath(string path) => IsWindows
        ? path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length > 2 && path[1] == ':' && path[2] is '\\' or '/')
        : path.Length > 0 && path[0] == '/';

    /// <summary>Whether there is a file that may be run.</summary>
    public static bool Exists(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

#if NET
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0;
#else
        return true;
#endif
    }
}
