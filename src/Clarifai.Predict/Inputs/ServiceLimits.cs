using System.Globalization;

namespace Clarifai;

/// <summary>The limits of a service's requests: the only table of them. Sizes are in bytes.</summary>
public sealed record ServiceLimits
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>The current service.</summary>
    public static ServiceLimits Current { get; } = new();

    /// <summary>The service as it was documented in 2019.</summary>
    public static ServiceLimits Year2019 { get; } = new()
    {
        MaximumVideoBytes = 10 * Megabyte,
        MaximumVideoUrlBytes = 80 * Megabyte,
    };

    /// <summary>Images or texts per predict request.</summary>
    public int InputsPerRequest { get; init; } = 128;

    /// <summary>Inputs per workflow request.</summary>
    public int WorkflowInputsPerRequest { get; init; } = 32;

    /// <summary>
    /// Bytes of a request body, including base64 and JSON. The service specifies "128 MB" without defining the megabyte: the smaller one is
    /// safe, and a slightly smaller batch costs nothing.
    /// </summary>
    public long MaximumRequestBytes { get; init; } = 128_000_000;

    /// <summary>Bytes of an image file.</summary>
    public long MaximumImageBytes { get; init; } = 20 * Megabyte;

    /// <summary>Bytes of a video file that is sent in the request.</summary>
    public long MaximumVideoBytes { get; init; } = 96_000_000;

    /// <summary>Bytes of a video that the service downloads.</summary>
    public long MaximumVideoUrlBytes { get; init; } = 300 * Megabyte;

    /// <summary>Length of a video.</summary>
    public TimeSpan MaximumVideoDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of a text.</summary>
    public long MaximumTextBytes { get; init; } = 20 * Megabyte;

    /// <summary>Image formats that this service can read in addition to the usual ones, by their usual names, e.g. HEIC.</summary>
    public IReadOnlyList<string> FurtherPictureFormats { get; init; } = AnswerList<string>.None;

    /// <summary>False if only images are accepted.</summary>
    internal bool AcceptsVideos { get; init; } = true;

    /// <summary>Bytes of a response.</summary>
    public long MaximumResponseBytes { get; init; } = 128 * Megabyte;

    /// <summary>The limits of a request and of a file, for people and tables.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} inputs per request, images up to {1:0.##} MB, videos {2}",
        InputsPerRequest,
        (double)MaximumImageBytes / Megabyte,
        DescribeVideos(isUrl: false));

    /// <summary>The accepted formats as a sentence.</summary>
    internal string DescribeFormats()
    {
        string[] images = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WebP", .. FurtherPictureFormats];
        string listed = $"{string.Join(", ", images.Take(images.Length - 1))}, and {images[^1]} images";
        return AcceptsVideos
            ? $"It reads {listed}, and MP4, QuickTime, AVI, Windows Media, Matroska, and 3GPP videos."
            : $"It reads {listed}.";
    }

    /// <summary>The limits of a video's size and length as text.</summary>
    internal string DescribeVideos(bool isUrl) => string.Format(
        CultureInfo.InvariantCulture,
        "up to {0:0.##} MB and {1:0.##} minutes",
        (double)(isUrl ? MaximumVideoUrlBytes : MaximumVideoBytes) / Megabyte,
        MaximumVideoDuration.TotalMinutes);

    internal long MaximumBytes(MediaKind kind) => kind switch
    {
        MediaKind.Video => MaximumVideoBytes,
        MediaKind.Text => MaximumTextBytes,
        _ => MaximumImageBytes,
    };
}
