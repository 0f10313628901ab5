using System.Net;
using System.Net.Http.Headers;

namespace Clarifai;

/// <summary>How bytes get to the service: HTTP/1.1, pooled, certificates always checked, redirections never followed.</summary>
internal static class Transport
{
    public static ProductInfoHeaderValue UserAgent { get; } =
        new("Clarifai-PowerShell", typeof(Transport).Assembly.GetName().Version!.ToString(3));

    public static HttpMessageHandler NewHandler() =>
#if NET
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,
        };
#endif
}
