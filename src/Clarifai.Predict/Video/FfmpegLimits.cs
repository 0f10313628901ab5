namespace Clarifai;

/// <summary>
/// How long ffmpeg is waited for and how much it may write. Only time spent waiting for it counts: it may be left waiting.
/// </summary>
internal sealed record FfmpegLimits
{
    /// <summary>For work that goes through a whole video.</summary>
    public static FfmpegLimits Default { get; } = new();

    /// <summary>For looking at a video's headers.</summary>
    public static FfmpegLimits Headers { get; } = new() { TotalTime = TimeSpan.FromMinutes(2), OutputBytes = 4 * 1024 * 1024 };

    /// <summary>The longest wait for the next bytes of its output: long enough to decode what is between two frames far apart.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest wait in all.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Bytes that it may write to its output.</summary>
    public long OutputBytes { get; init; } = long.MaxValue;
}
