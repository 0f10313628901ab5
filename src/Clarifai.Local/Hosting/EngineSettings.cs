using System.Net;
using System.Security.Cryptography.X509Certificates;
using Clarifai.Local.Video;

namespace Clarifai.Local.Hosting;

/// <summary>What one run of the engine is given.</summary>
internal sealed record EngineSettings
{
    public const int DefaultMaximumRequests = 32;
    public const int DefaultFinishSeconds = 30;

    public required string Key { get; init; }

    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The certificate to speak https with and those that signed it; empty for http.</summary>
    public X509Certificate2[] Certificates { get; init; } = [];

    /// <summary>Host names, with or without a port, that requests may be sent to besides the address that is listened on.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public ServiceLimits Limits { get; init; } = ServiceLimits.Year2019;

    /// <summary>Requests that are worked on at once.</summary>
    public int MaximumRequests { get; init; } = DefaultMaximumRequests;

    /// <summary>How long a request over that number waits for a place before it is told to come back.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    public VideoRunLimits Videos { get; init; } = new();

    /// <summary>Refuses inputs that are at private addresses.</summary>
    public bool PublicUrlsOnly { get; init; }

    /// <summary>The folder that holds the user's own model folders, or null.</summary>
    public string? ModelsFolder { get; init; }

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long requests under way may take to finish once the engine is told to end.</summary>
    public TimeSpan FinishTime { get; init; } = TimeSpan.FromSeconds(DefaultFinishSeconds);

    /// <summary>Ends at Ctrl+C; false where a starting process decides that.</summary>
    public bool ObeysInterrupt { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    public bool LogJson { get; init; }

    public static EngineSettings From(EngineOptions options, string key, bool obeysInterrupt) => new()
    {
        Key = key,
        Listen = options.Listen,
        Port = options.Port,
        Certificates = options.Certificate is { } certificate ? ServerCertificate.Read(certificate, options.CertificateKey) : [],
        AllowedHosts = options.AllowedHosts,
        ModelsFolder = options.ModelsFolder,
        Limits = options.Limits,
        MaximumRequests = options.MaximumRequests,
        PublicUrlsOnly = options.IsServedToOthers && !options.AllowPrivateUrls,
        FinishTime = options.FinishTime,
        ObeysInterrupt = obeysInterrupt,
        LogLevel = options.LogLevel,
        LogJson = options.LogJson,
    };
}
