namespace Clarifai;

/// <summary>A video whose container is known by its content.</summary>
public sealed class VideoFile
{
    internal VideoFile(string path, string demuxer, long length)
    {
        Path = path;
        Demuxer = demuxer;
        Length = length;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>ffmpeg's name of the reader for the container: the only one that it may use.</summary>
    internal string Demuxer { get; }

    /// <summary>Looks at a file's first bytes.</summary>
    /// <param name="path">The full path.</param>
    /// <returns>The video.</returns>
    /// <exception cref="ClarifaiException">The file is not there, may not be read or is no video that the service reads.</exception>
    public static VideoFile Open(string path)
    {
        if (!System.IO.Path.IsPathRooted(path))
        {
            throw new ArgumentException("The path must be a full one.", nameof(path));
        }

        var input = PredictInput.FromFile(path, MediaKind.Video);
        string content = input.Length == 0 ? "empty" : input.Format?.Name ?? "of an unknown format";
        string demuxer = DemuxerOf(input.Format) ?? throw new ClarifaiException(
            ErrorId.UnsupportedMediaType,
            $"'{path}' is no video that can be read: its content is {content}. "
            + "MP4, QuickTime, 3GPP, AVI, Windows Media, Matroska and GIF can.");
        return new VideoFile(path, demuxer, input.Length);
    }

    /// <inheritdoc/>
    public override string ToString() => Path;

    internal static string? DemuxerOf(MediaFormat? format) => format?.Name switch
    {
        "MP4" or "QuickTime" or "3GPP" => "mov",
        "AVI" => "avi",
        "Windows Media" => "asf",
        "Matroska or WebM" => "matroska",
        "GIF" => "gif",
        _ => null,
    };
}
