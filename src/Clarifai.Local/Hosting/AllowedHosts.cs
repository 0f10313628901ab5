using System.Net;

namespace Clarifai.Local.Hosting;

/// <summary>The host names under which the engine accepts requests.</summary>
internal sealed class AllowedHosts
{
    private static readonly string[] LoopbackNames = ["127.0.0.1", "localhost", "[::1]"];

    private readonly string[] _ownNames;
    private readonly HostString[] _given;

    public AllowedHosts(IPAddress listen, IEnumerable<string> given)
    {
        // Listening on all addresses includes loopback; the others are specified by --allow-host.
        bool hasLoopback = IPAddress.IsLoopback(listen) || listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any);
        _ownNames = hasLoopback ? LoopbackNames : [new HostString(listen.ToString(), 0).Host];
        _given = [.. given.Select(name => new HostString(name))];
    }

    /// <param name="host">The name, and the port if one was sent.</param>
    /// <param name="port">The default port of the scheme.</param>
    /// <param name="localPort">The port that received the request.</param>
    public bool Contains(HostString host, int port, int localPort) =>
        (port == localPort && IsAmong(_ownNames, host.Host))
        || Array.Exists(_given, given => Same(given.Host, host.Host) && (given.Port is null || given.Port == port));

    private static bool IsAmong(string[] names, string name) => Array.Exists(names, known => Same(known, name));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
