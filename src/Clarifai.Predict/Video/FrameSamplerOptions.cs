namespace Clarifai;

/// <summary>Which frames of a video to extract, and how.</summary>
internal sealed record FrameSamplerOptions
{
    /// <summary>Milliseconds between frames: the first frame of each such interval is extracted.</summary>
    public int SampleMs { get; init; } = 1000;

    /// <summary>The encoding of the frames.</summary>
    public FrameEncoding Encoding { get; init; } = FrameEncoding.Jpeg;

    /// <summary>The most pixels of an extracted frame; larger ones are scaled down, keeping their aspect ratio.</summary>
    public int MaximumPixels { get; init; } = 85_000_000;

    /// <summary>Pixels of the longer side of a returned frame; null for no limit.</summary>
    public int? MaximumDimension { get; init; }

    /// <summary>The most pixels of a decoded frame; a video with larger ones is rejected.</summary>
    public int MaximumDecodedPixels { get; init; } = 100_000_000;

    /// <summary>The longest duration of the video's frames; a longer video is rejected. Null for no limit.</summary>
    public TimeSpan? MaximumDuration { get; init; }

    /// <summary>
    /// The number of pixels that can be decoded in the time it takes to start ffmpeg and seek a frame. The row "sampling" of bench/
    /// measures both.
    /// </summary>
    public double PixelsPerSeek { get; init; } = 350_000_000;

    /// <summary>The time and output limits of ffmpeg.</summary>
    public FfmpegLimits Limits { get; init; } = FfmpegLimits.Default;
}
