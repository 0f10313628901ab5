namespace Clarifai;

/// <summary>
/// The arguments that every call of ffmpeg and ffprobe shares: they make sure that the one file is read, and nothing else.
/// </summary>
internal static class FfmpegArguments
{
    /// <summary>For ffmpeg: what comes before the arguments of the output.</summary>
    /// <param name="video">The file to read.</param>
    /// <param name="inputOptions">Options of the input.</param>
    public static IEnumerable<string> Ffmpeg(VideoFile video, params string[] inputOptions) =>
        ["-nostdin", "-hide_banner", "-loglevel", "error", "-nostats", .. inputOptions, .. Input(video)];

    /// <summary>What it writes to standard error, on a line of its own, with each picture of <see cref="TellPictures"/>.</summary>
    public const string PictureMark = "clarifai=1";

    /// <summary>
    /// Filters that write the time of each decoded picture to standard error, among what is said about damage: that tells where it is.
    /// </summary>
    public const string TellPictures =
        @"metadata=mode=add:key=clarifai:value=1,metadata=mode=print:key=clarifai:file=pipe\\:2:direct=1";

    /// <summary>For ffprobe: what comes before the arguments that say what to show.</summary>
    /// <param name="video">The file to read.</param>
    /// <param name="inputOptions">Options of the input.</param>
    public static IEnumerable<string> Ffprobe(VideoFile video, params string[] inputOptions) =>
        ["-hide_banner", "-loglevel", "error", .. inputOptions, .. Input(video)];

    // The prefix keeps "http:x.mp4" a file. The format is given, so that a playlist or a script is not taken for one by its content nor a
    // pattern by its name; the list of one format holds for whatever that format would open by itself.
    private static string[] Input(VideoFile video) =>
    [
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", video.Demuxer,
        "-f", video.Demuxer,
        "-i", "file:" + video.Path,
    ];
}
