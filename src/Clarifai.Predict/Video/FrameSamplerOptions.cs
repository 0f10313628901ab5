namespace Clarifai;

/// <summary>Which frames of a video are wanted, and how.</summary>
internal sealed record FrameSamplerOptions
{
    /// <summary>Milliseconds between frames: of each such interval the first frame is taken.</summary>
    public int SampleMs { get; init; } = 1000;

    /// <summary>How the frames are written.</summary>
    public FrameEncoding Encoding { get; init; } = FrameEncoding.Jpeg;

    /// <summary>Pixels of one frame that is given out; larger ones are scaled down and keep their shape.</summary>
    public int MaximumPixels { get; init; } = 85_000_000;

    /// <summary>Pixels of one frame that is decoded; a video of larger ones is refused.</summary>
    public int MaximumDecodedPixels { get; init; } = 100_000_000;

    /// <summary>What the pictures of the video may cover; a longer one is refused. Null for no limit.</summary>
    public TimeSpan? MaximumDuration { get; init; }

    /// <summary>
    /// Pixels that are decoded in the time that it takes to start ffmpeg and seek a frame. The row "sampling" of bench/ shows both.
    /// </summary>
    public double PixelsPerSeek { get; init; } = 350_000_000;

    /// <summary>How long ffmpeg is waited for and how much it may write.</summary>
    public FfmpegLimits Limits { get; init; } = FfmpegLimits.Default;
}
