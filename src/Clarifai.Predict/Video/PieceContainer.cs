namespace Clarifai;

/// <summary>The container that pieces are written in.</summary>
/// <param name="Muxer">ffmpeg's name of the writer.</param>
/// <param name="Extension">The extension of the files.</param>
internal sealed record PieceContainer(string Muxer, string Extension)
{
    private static readonly PieceContainer Mp4 = new("mp4", ".mp4");

    private static readonly HashSet<string> Mp4Codecs =
    [
        "h264", "hevc", "av1", "vp9", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg",
        "aac", "mp3", "mp2", "ac3", "eac3", "alac", "opus",
    ];

    /// <summary>What to try, in order: MP4 where it can hold every stream, then the video's own container.</summary>
    public static IEnumerable<PieceContainer> For(VideoFile video, VideoInfo info)
    {
        if (info.AudioCodecs.Append(info.Codec).All(Mp4Codecs.Contains))
        {
            yield return Mp4;
        }

        if (OwnOf(video.Demuxer) is { } own)
        {
            yield return own;
        }
    }

    // The frames of a GIF build on each other from the first to the last: it cannot be cut.
    private static PieceContainer? OwnOf(string demuxer) => demuxer switch
    {
        "mov" => new PieceContainer("mov", ".mov"),
        "avi" => new PieceContainer("avi", ".avi"),
        "asf" => new PieceContainer("asf", ".wmv"),
        "matroska" => new PieceContainer("matroska", ".mkv"),
        _ => null,
    };
}
