using System.Net;
using System.Net.Sockets;

namespace Clarifai.Local.Protocol;

/// <summary>
/// Fetches pictures that are given by URL. The caller may name any host; a redirect may stay on it or lead to a public address, so that
/// no public URL becomes a look at this machine or its network.
/// </summary>
internal sealed class PictureDownloader : IDisposable
{
    private const int MaximumRedirects = 5;
    private const int ConnectionsPerHost = 8;
    private const int BlockLength = 64 * 1024;

    private readonly HttpClient _named;
    private readonly HttpClient _redirected;
    private readonly TimeSpan _timeout;

    public PictureDownloader(long maximumBytes, TimeSpan timeout)
    {
        MaximumBytes = maximumBytes;
        _timeout = timeout;
        _named = CreateClient(connect: null);
        _redirected = CreateClient(ConnectToPublicAddressAsync);
    }

    public long MaximumBytes { get; }

    public async Task<ReadOnlyMemory<byte>> DownloadAsync(string url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !IsWeb(address))
        {
            throw new InputRejectedException(StatusCodes.InputInvalidUrl, "The input's URL is not an http or https address.");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(_timeout);
        try
        {
            using HttpResponseMessage response = await FollowAsync(address, limited.Token);
            return await ReadAsync(response, limited.Token);
        }
        catch (OperationCanceledException timedOut) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"the host did not deliver it within {_timeout.TotalSeconds} seconds", timedOut);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Failed(failure.Message, failure);
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
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("User-Agent", $"clarifai-local/{EngineVersion.Current}");
        return client;
    }

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    private static async ValueTask<Stream> ConnectToPublicAddressAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        IPAddress[] allowed = [.. addresses.Where(PublicAddress.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException("it redirects to an address that is not public");
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
                address = response.Headers.Location is { } location && (int)response.StatusCode is >= 300 and < 400
                    ? new Uri(address, location)
                    : throw Failed($"the host answered {(int)response.StatusCode}");
            }

            if (!IsWeb(address))
            {
                throw Failed("it redirects to an address that is neither http nor https");
            }
        }

        throw Failed($"it redirects more than {MaximumRedirects} times");
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > MaximumBytes)
        {
            throw TooLarge();
        }

        await using Stream content = await response.Content.ReadAsStreamAsync(cancellation);
        using var picture = new MemoryStream((int)(response.Content.Headers.ContentLength ?? BlockLength));
        byte[] block = new byte[BlockLength];
        int read;
        while ((read = await content.ReadAsync(block, cancellation)) > 0)
        {
            if (picture.Length + read > MaximumBytes)
            {
                throw TooLarge();
            }

            picture.Write(block, 0, read);
        }

        return picture.GetBuffer().AsMemory(0, (int)picture.Length);
    }

    private InputRejectedException TooLarge() => new(StatusCodes.InputOverLimit, $"The picture at the URL has more than {MaximumBytes} bytes.");
}
