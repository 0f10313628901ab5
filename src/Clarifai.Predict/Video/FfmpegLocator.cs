namespace Clarifai;

/// <summary>Finds ffmpeg. Never in the current directory, where a folder of videos could bring a program of that name.</summary>
internal static class FfmpegLocator
{
    /// <summary>The environment variable that names ffmpeg's program; ffprobe is expected beside it.</summary>
    public const string Variable = "CLARIFAI_FFMPEG";

    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>Finds ffmpeg by <see cref="Variable"/>, else by PATH.</summary>
    /// <returns>The programs.</returns>
    /// <exception cref="ClarifaiException">It is not installed (FfmpegNotFound); the message says how to install it.</exception>
    public static FfmpegInstallation Find() =>
        Find(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"));

    public static FfmpegInstallation Find(string? named, string? searchPath)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return !IsFullPath(named!) || !IsProgram(named!)
                ? throw NotFound($"{Variable} names '{named}', which is not the full path of a program.")
                : Beside(named!) is { } beside
                    ? new FfmpegInstallation(named!, beside)
                    : throw NotFound($"{Variable} names '{named}', but there is no ffprobe beside it.");
        }

        // A relative entry of PATH is one of the current directory.
        string[] folders = [.. (searchPath ?? "").Split(Path.PathSeparator).Select(folder => folder.Trim('"')).Where(IsFullPath)];
        string ffmpeg = Search(folders, "ffmpeg") ?? throw NotFound("It is in no folder of PATH.");
        string ffprobe = Beside(ffmpeg) ?? Search(folders, "ffprobe") ?? throw NotFound($"There is '{ffmpeg}', but no ffprobe.");
        return new FfmpegInstallation(ffmpeg, ffprobe);
    }

    private static string? Search(IEnumerable<string> folders, string name) =>
        folders.Select(folder => Path.Combine(folder, FileName(name))).FirstOrDefault(IsProgram);

    private static string? Beside(string ffmpeg)
    {
        string ffprobe = Path.Combine(Path.GetDirectoryName(ffmpeg)!, FileName("ffprobe"));
        return IsProgram(ffprobe) ? ffprobe : null;
    }

    // Batch files have rules of their own for arguments, so only a program will do.
    private static string FileName(string name) => IsWindows ? name + ".exe" : name;

    // "\tools" and "C:tools" are rooted, but depend on the current drive or directory.
    private static bool IsFullPath(string path) => IsWindows
        ? path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length > 2 && path[1] == ':' && path[2] is '\\' or '/')
        : path.Length > 0 && path[0] == '/';

    private static bool IsProgram(string path)
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

    private static ClarifaiException NotFound(string why) => new(
        ErrorId.FfmpegNotFound,
        $"This needs ffmpeg, which is not installed. {why} Install it with 'winget install Gyan.FFmpeg' (Windows), 'brew install ffmpeg' "
        + $"(macOS) or 'sudo apt-get install ffmpeg' (Debian, Ubuntu), or name its program in the environment variable {Variable}.");
}
