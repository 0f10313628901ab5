namespace Clarifai;

/// <summary>The container format of pieces.</summary>
/// <param name="Muxer">ffmpeg's name of the muxer.</param>
/// <param name="Extension">The extension of the files.</param>
internal sealed record PieceContainer(string Muxer, string Extension)
{
    private static readonly PieceContainer Mp4 = new("mp4", ".mp4");

    private static readonly HashSet<string> Mp4Codecs =
    [
        "h264", "hevc", "av1", "vp9", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg",
        "aac", "mp3", "mp2", "ac3", "eac3", "alac", "opus",
    ];

    /// <summary>The formats to try, in order: MP4 if it supports every stream, then the video's own container.</summary>
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

    // Each frame of a GIF depends on the previous ones: it cannot be cut.
    private static PieceContainer? OwnOf(string demuxer) => demuxer switch
    {
        "mov" => new PieceContainer("mov", ".mov"),
        "avi" => new PieceContainer("avi", ".avi"),
        "asf" => new PieceContainer("asf", ".wmv"),
        "matroska" => new PieceContainer("matroska", ".mkv"),
        _ => null,
    };
}
