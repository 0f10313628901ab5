namespace Clarifai;

/// <summary>Finds ffmpeg. Never in the current directory, where a folder of videos could bring a program of that name.</summary>
internal static class FfmpegLocator
{
    /// <summary>The environment variable that names ffmpeg's program; ffprobe is expected beside it.</summary>
    public const string Variable = "CLARIFAI_FFMPEG";

    /// <summary>Finds ffmpeg by <see cref="Variable"/>, else by PATH.</summary>
    /// <returns>The programs.</returns>
    /// <exception cref="ClarifaiException">It is not installed (FfmpegNotFound); the message says how to install it.</exception>
    public static FfmpegInstallation Find() =>
        Find(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"));

    public static FfmpegInstallation Find(string? named, string? searchPath)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return !ProgramFile.IsFullPath(named!) || !ProgramFile.Exists(named!)
                ? throw NotFound($"{Variable} names '{named}', which is not the full path of a program.")
                : Beside(named!) is { } beside
                    ? new FfmpegInstallation(named!, beside)
                    : throw NotFound($"{Variable} names '{named}', but there is no ffprobe beside it.");
        }

        string ffmpeg = ProgramFile.Find("ffmpeg", searchPath) ?? throw NotFound("It is in no folder of PATH.");
        string ffprobe = Beside(ffmpeg) ?? ProgramFile.Find("ffprobe", searchPath)
            ?? throw NotFound($"There is '{ffmpeg}', but no ffprobe.");
        return new FfmpegInstallation(ffmpeg, ffprobe);
    }

    private static string? Beside(string ffmpeg)
    {
        string ffprobe = Path.Combine(Path.GetDirectoryName(ffmpeg)!, ProgramFile.NameOf("ffprobe"));
        return ProgramFile.Exists(ffprobe) ? ffprobe : null;
    }

    private static ClarifaiException NotFound(string why) => new(
        ErrorId.FfmpegNotFound,
        $"This needs ffmpeg, which is not installed. {why} Install it with 'winget install Gyan.FFmpeg' (Windows), 'brew install ffmpeg' "
        + $"(macOS) or 'sudo apt-get install ffmpeg' (Debian, Ubuntu), or name its program in the environment variable {Variable}.");
}
