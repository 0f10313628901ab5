namespace Clarifai;

/// <summary>The arguments shared by all calls of ffmpeg and ffprobe: they ensure that only the given file is read.</summary>
internal static class FfmpegArguments
{
    /// <summary>For ffmpeg: the arguments before those of the output.</summary>
    /// <param name="video">The file to read.</param>
    /// <param name="inputOptions">Options of the input.</param>
    public static IEnumerable<string> Ffmpeg(VideoFile video, params string[] inputOptions) =>
        ["-nostdin", "-hide_banner", "-loglevel", "error", "-nostats", .. inputOptions, .. Input(video)];

    /// <summary>The text that <see cref="LogFrames"/>writes to standard error for each frame, on its own line.</summary>
    public const string PictureMark = "clarifai=1";

    /// <summary>
    /// Filters that write the time of each decoded frame to standard error, between the messages about damage, which locates the damage.
    /// </summary>
    public const string LogFrames =
        @"metadata=mode=add:key=clarifai:value=1,metadata=mode=print:key=clarifai:file=pipe\\:2:direct=1";

    /// <summary>For ffprobe: the arguments before those that select the output.</summary>
    /// <param name="video">The file to read.</param>
    /// <param name="inputOptions">Options of the input.</param>
    public static IEnumerable<string> Ffprobe(VideoFile video, params string[] inputOptions) =>
        ["-hide_banner", "-loglevel", "error", .. inputOptions, .. Input(video)];

    // The prefix makes "http:x.mp4" a file. The format is specified, so that ffmpeg does not detect a playlist or script by its content or
    // a pattern by its name; the format allowlist also covers files that the format itself would open.
    private static string[] Input(VideoFile video) =>
    [
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", video.Demuxer,
        "-f", video.Demuxer,
        "-i", "file:" + video.Path,
    ];
}
