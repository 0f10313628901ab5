using System.Net;
using System.Net.Http.Headers;
#if !NET
using System.Security.Authentication;
#endif

namespace Clarifai;

/// <summary>How bytes get to the service: HTTP/1.1, pooled, certificates always checked, redirections never followed.</summary>
internal static class Transport
{
    public static ProductInfoHeaderValue UserAgent { get; } =
        new("Clarifai-PowerShell", typeof(Transport).Assembly.GetName().Version!.ToString(3));

    public static HttpMessageHandler NewHandler(ClarifaiClientOptions options)
    {
        // A proxy cannot reach this machine's loopback: one is only used there when it was asked for.
        ProxyOptions proxy = options.Proxy.Address is null && ServiceAddress.IsLoopback(options.BaseUri)
            ? ProxyOptions.None
            : options.Proxy;
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

#if !NET
    private const int ConnectionLimit = 64;

    // Windows PowerShell may still offer no more than TLS 1.0; the process's own setting is not ours to change.
    private static SslProtocols Protocols()
    {
        SecurityProtocolType system = ServicePointManager.SecurityProtocol;
        return system == 0 || (system & SecurityProtocolType.Tls12) != 0
            ? SslProtocols.None
            : (SslProtocols)system | SslProtocols.Tls12;
    }

    // .NET Framework opens two connections to a host and no more; raised for this host only.
    private static void RaiseConnectionLimit(Uri address)
    {
        ServicePoint service = ServicePointManager.FindServicePoint(address);
        service.ConnectionLimit = Math.Max(service.ConnectionLimit, ConnectionLimit);
        service.Expect100Continue = false;
    }
#endif
}
