namespace Clarifai.Local.Video;

/// <summary>The limits that keep videos from occupying the whole engine.</summary>
internal sealed record VideoRunLimits
{
    /// <summary>The most videos processed at once; each has its own ffmpeg.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>The most videos being downloaded, processed or waiting.</summary>
    public int Accepted { get; init; } = 2 * Math.Max(2, Environment.ProcessorCount);

    /// <summary>How long another one waits for a slot before it is rejected.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The timeout of a download.</summary>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The time limits of ffmpeg. The time that a model takes for the frames does not count.</summary>
    public FfmpegLimits Ffmpeg { get; init; } = new() { Silence = TimeSpan.FromMinutes(1), TotalTime = TimeSpan.FromMinutes(10) };
}
