namespace Clarifai.Local.Video;

/// <summary>What keeps one video, or many, from taking the engine for itself.</summary>
internal sealed record VideoRunLimits
{
    /// <summary>Videos that are looked at at once; each has an ffmpeg of its own.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Videos that are fetched, looked at or wait for it.</summary>
    public int Accepted { get; init; } = 2 * Math.Max(2, Environment.ProcessorCount);

    /// <summary>How long one more waits for a place before it is told to come back later.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a download may take.</summary>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long ffmpeg is waited for. The time that a model takes for the frames does not count.</summary>
    public FfmpegLimits Ffmpeg { get; init; } = new() { Silence = TimeSpan.FromMinutes(1), TotalTime = TimeSpan.FromMinutes(10) };
}
