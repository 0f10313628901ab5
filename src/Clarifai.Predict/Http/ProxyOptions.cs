using System.Net;

namespace Clarifai;

/// <summary>The proxy for requests.</summary>
internal sealed record ProxyOptions
{
    /// <summary>The system's settings.</summary>
    public static ProxyOptions System { get; } = new();

    /// <summary>No proxy, regardless of the system's settings.</summary>
    public static ProxyOptions None { get; } = new() { IsDisabled = true };

    /// <summary>The proxy's address; null for the system's.</summary>
    public Uri? Address { get; init; }

    /// <summary>The credentials for the proxy; null for none.</summary>
    public ICredentials? Credentials { get; init; }

    /// <summary>True if requests go straight to the service.</summary>
    public bool IsDisabled { get; private init; }
}
