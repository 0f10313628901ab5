namespace Clarifai;

/// <summary>The address, credentials and options of a <see cref="ClarifaiClient"/>.</summary>
internal sealed record ClarifaiClientOptions
{
    /// <summary>The service's address, as returned by <see cref="ServiceAddress.Parse"/>.</summary>
    public Uri BaseUri { get; init; } = ServiceAddress.Default;

    /// <summary>The key or token.</summary>
    public required ClarifaiCredential Credential { get; init; }

    /// <summary>The owner of models given without one; null with an API key, which determines its app.</summary>
    public string? UserId { get; init; }

    /// <summary>The app of models given without an owner.</summary>
    public string? AppId { get; init; }

    /// <summary>The service's limits.</summary>
    public ServiceLimits Limits { get; init; } = ServiceLimits.Current;

    /// <summary>Allows sending the key unencrypted, over plain http, to another machine.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>The proxy for requests.</summary>
    public ProxyOptions Proxy { get; init; } = ProxyOptions.System;

    /// <summary>The most requests per second, shared by everything that uses the client; null for no limit.</summary>
    public double? MaximumRequestsPerSecond { get; init; }

    /// <summary>The versions of a local engine's models; null for the service, which reports them only in answers.</summary>
    public EngineVersions? Engine { get; init; }

    /// <summary>Called when the service cannot be reached: returns a better reason than the network's, or null.</summary>
    public Func<ClarifaiException?>? Diagnose { get; init; }
}
