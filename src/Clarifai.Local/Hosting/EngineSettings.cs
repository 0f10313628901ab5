using Clarifai.Local.Video;

namespace Clarifai.Local.Hosting;

/// <summary>What one run of the engine is given.</summary>
internal sealed record EngineSettings
{
    public required string Key { get; init; }

    /// <summary>0 lets the system choose.</summary>
    public int Port { get; init; }

    public ServiceLimits Limits { get; init; } = ServiceLimits.Year2019;

    public VideoRunLimits Videos { get; init; } = new();

    /// <summary>Refuses inputs that are at private addresses.</summary>
    public bool PublicUrlsOnly { get; init; }

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
