namespace Clarifai;

/// <summary>Where a <see cref="ClarifaiClient"/> sends its requests, and as whom.</summary>
internal sealed record ClarifaiClientOptions
{
    /// <summary>The service's address, as <see cref="ServiceAddress.Parse"/> gives it.</summary>
    public Uri BaseUri { get; init; } = ServiceAddress.Default;

    /// <summary>The key or token.</summary>
    public required ClarifaiCredential Credential { get; init; }

    /// <summary>The user that owns models which name no owner; null with an API key, which knows its app.</summary>
    public string? UserId { get; init; }

    /// <summary>The app that models are in which name no owner.</summary>
    public string? AppId { get; init; }

    /// <summary>What the service takes.</summary>
    public ServiceLimits Limits { get; init; } = ServiceLimits.Current;

    /// <summary>Lets a key go over plain http to another machine, where it can be read on the way.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>The proxy that requests go through.</summary>
    public ProxyOptions Proxy { get; init; } = ProxyOptions.System;

    /// <summary>At most this many requests a second, shared by everything that uses the client; null for no limit.</summary>
    public double? MaximumRequestsPerSecond { get; init; }

    /// <summary>The versions of what a local engine serves; null on the service, which does not say before it answers.</summary>
    public EngineVersions? Engine { get; init; }

    /// <summary>Asked when the service cannot be reached: a better reason than the network's, or null.</summary>
    public Func<ClarifaiException?>? Diagnose { get; init; }
}
