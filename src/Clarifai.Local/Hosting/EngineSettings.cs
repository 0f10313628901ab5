namespace Clarifai.Local.Hosting;

/// <summary>What one run of the engine is given.</summary>
internal sealed record EngineSettings
{
    public required string Key { get; init; }

    /// <summary>0 lets the system choose.</summary>
    public int Port { get; init; }

    public ServiceLimits Limits { get; init; } = ServiceLimits.Current;

    /// <summary>The folder that holds the user's own model folders, or null.</summary>
    public string? ModelsFolder { get; init; }

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
