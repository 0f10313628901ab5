using System.Net;
using System.Net.Sockets;

namespace Clarifai.Local.Protocol;

/// <summary>
/// Downloads inputs specified by URL. A redirect may stay on the specified host or lead to a public address, so that a public URL cannot
/// reach this machine or its network. If other machines can send requests, the specified host must be public too.
/// </summary>
internal sealed class InputFetcher : IDisposable
{
    private const int MaximumRedirects = 5;
    private const int ConnectionsPerHost = 8;

    private readonly HttpClient _named;
    private readonly HttpClient _redirected;

    /// <param name="publicOnly">Rejects addresses of this machine and its networks from the start.</param>
    public InputFetcher(bool publicOnly)
    {
        _redirected = CreateClient(ConnectToPublicAddressAsync);
        _named = publicOnly ? _redirected : CreateClient(connect: null);
    }

    /// <summary>Downloads the content of a URL.</summary>
    /// <param name="url">An http or https address.</param>
    /// <param name="timeout">The timeout of the whole download.</param>
    /// <param name="read">Reads the content, whose length may be known.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputRejectedException">The address is not valid, or the content cannot be downloaded.</exception>
    public async Task<T> FetchAsync<T>(
        string url, TimeSpan timeout, Func<Stream, long?, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !IsWeb(address))
        {
            throw new InputRejectedException(StatusCodes.InputInvalidUrl, "The input's URL is not an http or https address.");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(timeout);
        try
        {
            using HttpResponseMessage response = await FollowAsync(address, limited.Token);
            await using Stream content = await response.Content.ReadAsStreamAsync(limited.Token);
            return await read(content, response.Content.Headers.ContentLength, limited.Token);
        }
        catch (OperationCanceledException timedOut) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"the host did not deliver it within {timeout.TotalSeconds} s", timedOut);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Failed(ReasonOf(failure), failure);
        }
    }

    public void Dispose()
    {
        _named.Dispose();
        _redirected.Dispose();
    }

    private static HttpClient CreateClient(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = connect,
            MaxConnectionsPerServer = ConnectionsPerHost,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            UseCookies = false,

            // A proxy resolves host names itself, so that their addresses could not be checked.
            UseProxy = connect is null,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("User-Agent", $"clarifai-local/{EngineVersion.Current}");
        return client;
    }

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    // The checked address is the one used for the connection, even if the name resolves to another one a moment later.
    private static async ValueTask<Stream> ConnectToPublicAddressAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        IPAddress[] allowed = [.. addresses.Where(PublicAddress.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException("its address is not public");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The outermost message of some failures is only that sending failed.
    private static string ReasonOf(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the host closed the connection without a response",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            failure.Message,
        _ => failure.GetBaseException().Message.TrimEnd('.'),
    };

    private static InputRejectedException Failed(string reason, Exception? cause = null) =>
        new(StatusCodes.InputDownloadFailed, $"The input could not be downloaded: {reason}.", cause);

    private async Task<HttpResponseMessage> FollowAsync(Uri named, CancellationToken cancellation)
    {
        Uri address = named;
        for (int redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            HttpClient client = address.IdnHost == named.IdnHost ? _named : _redirected;
            HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                Uri location = response.Headers.Location is { } given && (int)response.StatusCode is >= 300 and < 400
                    ? given
                    : throw Failed($"the host returned HTTP {(int)response.StatusCode}");
                address = Uri.TryCreate(address, location, out Uri? next) && IsWeb(next)
                    ? next
                    : throw Failed("it redirects to a URL that is not http or https");
            }
        }

        throw Failed($"it redirects more than {MaximumRedirects} times");
    }
}
