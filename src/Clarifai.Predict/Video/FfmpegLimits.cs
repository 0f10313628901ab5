namespace Clarifai;

/// <summary>
/// The time and output limits of ffmpeg. Only time spent waiting for ffmpeg counts, not the time that ffmpeg waits for its reader.
/// </summary>
internal sealed record FfmpegLimits
{
    /// <summary>For work on a whole video.</summary>
    public static FfmpegLimits Default { get; } = new();

    /// <summary>For reading a video's headers.</summary>
    public static FfmpegLimits Headers { get; } = new() { TotalTime = TimeSpan.FromMinutes(2), OutputBytes = 4 * 1024 * 1024 };

    /// <summary>The longest wait for the next bytes of its output: long enough to decode everything between two distant frames.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest total wait.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The most bytes of its output.</summary>
    public long OutputBytes { get; init; } = long.MaxValue;
}
