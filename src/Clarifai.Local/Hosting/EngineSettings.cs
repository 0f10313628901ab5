using System.Net;
using System.Security.Cryptography.X509Certificates;
using Clarifai.Local.Video;

namespace Clarifai.Local.Hosting;

/// <summary>The settings of one run of the engine.</summary>
internal sealed record EngineSettings
{
    public const int DefaultMaximumRequests = 32;
    public const int DefaultFinishSeconds = 30;

    public required string Key { get; init; }

    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The certificate for https and those of its issuers; empty for http.</summary>
    public X509Certificate2[] Certificates { get; init; } = [];

    /// <summary>Host names, with or without a port, that requests may be sent to, besides the address that the engine listens on.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public ServiceLimits Limits { get; init; } = ServiceLimits.Year2019;

    /// <summary>The most requests processed at once.</summary>
    public int MaximumRequests { get; init; } = DefaultMaximumRequests;

    /// <summary>How long a request over that limit waits for a slot before it is rejected.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    public VideoRunLimits Videos { get; init; } = new();

    /// <summary>Rejects inputs at private addresses.</summary>
    public bool PublicUrlsOnly { get; init; }

    /// <summary>The folder that contains the user's own model folders, or null.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>The full path of the folder for inputs and own models, or null for none. It is created with the first write.</summary>
    public string? DataFolder { get; init; }

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long running requests may take to finish once the engine is asked to stop.</summary>
    public TimeSpan FinishTime { get; init; } = TimeSpan.FromSeconds(DefaultFinishSeconds);

    /// <summary>Stops at Ctrl+C; false if the parent process decides that.</summary>
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
        DataFolder = options.KeepsData ? Path.GetFullPath(options.DataFolder) : null,
        Limits = options.Limits,
        MaximumRequests = options.MaximumRequests,
        PublicUrlsOnly = options.IsServedToOthers && !options.AllowPrivateUrls,
        FinishTime = options.FinishTime,
        ObeysInterrupt = obeysInterrupt,
        LogLevel = options.LogLevel,
        LogJson = options.LogJson,
    };
}
