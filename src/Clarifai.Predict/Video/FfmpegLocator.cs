namespace Clarifai;

/// <summary>Finds ffmpeg, but never in the current directory: a folder of videos could contain a program of that name.</summary>
internal static class FfmpegLocator
{
    /// <summary>The environment variable with the path of ffmpeg; ffprobe is expected in the same folder.</summary>
    public const string Variable = "CLARIFAI_FFMPEG";

    /// <summary>Finds ffmpeg through <see cref="Variable"/>, else through PATH.</summary>
    /// <returns>The programs.</returns>
    /// <exception cref="ClarifaiException">It is not installed (FfmpegNotFound); the message explains how to install it.</exception>
    public static FfmpegInstallation Find() =>
        Find(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"));

    public static FfmpegInstallation Find(string? named, string? searchPath)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return !ProgramFile.IsFullPath(named!) || !ProgramFile.Exists(named!)
                ? throw NotFound($"but {Variable} is set to '{named}', which is not the full path of a program")
                : Beside(named!) is { } beside
                    ? new FfmpegInstallation(named!, beside)
                    : throw NotFound($"but the folder of '{named}', to which {Variable} is set, does not contain ffprobe");
        }

        string ffmpeg = ProgramFile.Find("ffmpeg", searchPath) ?? throw NotFound("which was not found on PATH");
        string ffprobe = Beside(ffmpeg) ?? ProgramFile.Find("ffprobe", searchPath)
            ?? throw NotFound($"but only '{ffmpeg}' was found, without ffprobe");
        return new FfmpegInstallation(ffmpeg, ffprobe);
    }

    private static string? Beside(string ffmpeg)
    {
        string ffprobe = Path.Combine(Path.GetDirectoryName(ffmpeg)!, ProgramFile.NameOf("ffprobe"));
        return ProgramFile.Exists(ffprobe) ? ffprobe : null;
    }

    private static ClarifaiException NotFound(string why) => new(
        ErrorId.FfmpegNotFound,
        $"Processing videos requires ffmpeg, {why}. Install it with 'winget install Gyan.FFmpeg' (Windows), 'brew install ffmpeg' "
        + $"(macOS), or 'sudo apt-get install ffmpeg' (Debian, Ubuntu), or set the environment variable {Variable} to its full path.");
}
