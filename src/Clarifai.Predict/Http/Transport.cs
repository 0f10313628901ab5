using System.Net;
using System.Net.Http.Headers;
#if !NET
using System.Security.Authentication;
#endif

namespace Clarifai;

/// <summary>The HTTP transport: HTTP/1.1, pooled connections, certificates always checked, redirects never followed.</summary>
internal static class Transport
{
    public static ProductInfoHeaderValue UserAgent { get; } =
        new("Clarifai-PowerShell", typeof(Transport).Assembly.GetName().Version!.ToString(3));

    public static HttpMessageHandler NewHandler(ClarifaiClientOptions options)
    {
        ProxyOptions proxy = Used(options);
#if NET
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            DefaultProxyCredentials = proxy.Credentials,
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult(WatchedStream.Watch(context)),
#else
        var handler = new HttpClientHandler
        {
            SslProtocols = Protocols(),
            DefaultProxyCredentials = proxy.Credentials,
#endif
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
            UseProxy = !proxy.IsDisabled,
        };
        if (proxy.Address is { } address)
        {
            handler.Proxy = new WebProxy(address) { Credentials = proxy.Credentials };
        }

#if !NET
        RaiseConnectionLimit(options.BaseUri);
#endif
        return handler;
    }

    /// <summary>The proxy for requests, including the system's, with its credentials; without an address if there is none.</summary>
    public static (Uri? Address, ICredentials? Credentials) ProxyOf(ClarifaiClientOptions options)
    {
        ProxyOptions proxy = Used(options);
        if (proxy.Address is not null || proxy.IsDisabled)
        {
            return (proxy.Address, proxy.Credentials);
        }

#if NET
        IWebProxy? system = HttpClient.DefaultProxy;
#else
        IWebProxy? system = WebRequest.DefaultWebProxy;
#endif
        return system is null || system.IsBypassed(options.BaseUri)
            ? (null, null)
            : (system.GetProxy(options.BaseUri), proxy.Credentials ?? system.Credentials);
    }

    // A proxy cannot reach this machine's loopback address: one is used there only if it was specified.
    private static ProxyOptions Used(ClarifaiClientOptions options) =>
        options.Proxy.Address is null && ServiceAddress.IsLoopback(options.BaseUri) ? ProxyOptions.None : options.Proxy;

#if !NET
    private const int ConnectionLimit = 64;

    // Windows PowerShell may still offer only TLS 1.0; the setting of the whole process is not ours to change.
    private static SslProtocols Protocols()
    {
        SecurityProtocolType system = ServicePointManager.SecurityProtocol;
        return system == 0 || (system & SecurityProtocolType.Tls12) != 0
            ? SslProtocols.None
            : (SslProtocols)system | SslProtocols.Tls12;
    }

    // .NET Framework opens at most two connections per host; raised for this host only.
    private static void RaiseConnectionLimit(Uri address)
    {
        ServicePoint service = ServicePointManager.FindServicePoint(address);
        service.ConnectionLimit = Math.Max(service.ConnectionLimit, ConnectionLimit);
        service.Expect100Continue = false;
    }
#endif
}
