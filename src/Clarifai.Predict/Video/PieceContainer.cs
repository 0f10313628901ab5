namespace Clarifai;

/// <summary>The container format of pieces.</summary>
/// <param name="Muxer">ffmpeg's name of the muxer.</param>
/// <param name="Extension">The extension of the files.</param>
internal sealed record PieceContainer(string Muxer, string Extension)
{
    private static readonly PieceContainer[] All =
        [new("mp4", ".mp4"), new("mov", ".mov"), new("avi", ".avi"), new("asf", ".wmv"), new("matroska", ".mkv")];

    private static readonly HashSet<string> Mp4Codecs =
    [
        "h264", "hevc", "av1", "vp9", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg",
        "aac", "mp3", "mp2", "ac3", "eac3", "alac", "opus",
    ];

    /// <summary>The formats to try, in order: MP4 if it supports every stream, then the video's own container.</summary>
    /// <returns>None for a GIF: each of its frames depends on the previous ones, so that it cannot be cut.</returns>
    public static IEnumerable<PieceContainer> For(VideoFile video, VideoInfo info)
    {
        bool fitsMp4 = info.AudioCodecs.Append(info.Codec).All(Mp4Codecs.Contains);
        return All.Where(container => container.Muxer == "mp4" ? fitsMp4 : container.Muxer == video.Demuxer);
    }
}
