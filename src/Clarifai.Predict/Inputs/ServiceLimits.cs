using System.Globalization;

namespace Clarifai;

/// <summary>What a service takes in one request. The one table of limits; sizes in bytes.</summary>
public sealed record ServiceLimits
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Today's service.</summary>
    public static ServiceLimits Current { get; } = new();

    /// <summary>The service as it was documented in 2019.</summary>
    public static ServiceLimits Year2019 { get; } = new()
    {
        MaximumVideoBytes = 10 * Megabyte,
        MaximumVideoUrlBytes = 80 * Megabyte,
    };

    /// <summary>Pictures or texts in one predict request.</summary>
    public int InputsPerRequest { get; init; } = 128;

    /// <summary>Inputs in one workflow request.</summary>
    public int WorkflowInputsPerRequest { get; init; } = 32;

    /// <summary>
    /// Bytes of one request's body, base64 and JSON included. The service says "128 MB" and not which megabyte: the smaller one is safe,
    /// and a batch that ends a little early costs nothing.
    /// </summary>
    public long MaximumRequestBytes { get; init; } = 128_000_000;

    /// <summary>Bytes of one picture's file.</summary>
    public long MaximumImageBytes { get; init; } = 20 * Megabyte;

    /// <summary>Bytes of one video's file when it is sent by content.</summary>
    public long MaximumVideoBytes { get; init; } = 96_000_000;

    /// <summary>Bytes of one video that the service downloads itself.</summary>
    public long MaximumVideoUrlBytes { get; init; } = 300 * Megabyte;

    /// <summary>Length of one video.</summary>
    public TimeSpan MaximumVideoDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of one text.</summary>
    public long MaximumTextBytes { get; init; } = 20 * Megabyte;

    /// <summary>Formats of pictures that are read besides those that every service reads, by their usual names, e.g. HEIC.</summary>
    public IReadOnlyList<string> FurtherPictureFormats { get; init; } = [];

    /// <summary>Bytes of one answer.</summary>
    public long MaximumResponseBytes { get; init; } = 128 * Megabyte;

    /// <summary>How large and how long one video may be, in words.</summary>
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
