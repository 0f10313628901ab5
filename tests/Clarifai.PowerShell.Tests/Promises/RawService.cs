using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clarifai.PowerShell.Tests.Promises;

/// <summary>
/// A server of sockets and bytes on loopback. The test says what each request is answered with; what came in is kept. It knows nothing of
/// HTTP that a test does not write, but where a request begins and ends.
/// </summary>
internal sealed class RawService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<RawRequest> _requests = [];
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _accepted;

    public RawService()
    {
        // Small, so that a body that is not read stays with its sender.
        _listener.Server.ReceiveBufferSize = 16 * 1024;
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>The requests whose heads came in, in the order in which they did; those without a whole body as well.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    /// <summary>The inputs that came in, in that order.</summary>
    public IReadOnlyList<string> Captions => [.. _requests.SelectMany(request => request.Captions)];

    /// <summary>The answer to a request whose body was read.</summary>
    public Func<RawRequest, RawReply> Answer { get; set; } = RawReply.Echo;

    /// <summary>The answer to the head of a request, before its body is read; null where it is to be read.</summary>
    public Func<RawRequest, RawReply?> Early { get; set; } = _ => null;

    /// <summary>Nobody is there any more.</summary>
    public async Task EndAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ended.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync(_ended.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                await using var stream = new BufferedStream(new NetworkStream(client));
                while (await ReadHeadAsync(stream) is { } request)
                {
                    RawReply? early = Early(request);
                    _requests.Enqueue(request);
                    if (early is null)
                    {
                        await ReadBodyAsync(request, stream);
                    }

                    RawReply reply = early ?? Answer(request);
                    await client.SendAsync(reply.Bytes, SocketFlags.None, _ended.Token);
                    if (!await GoesOnAsync(reply.End, early is not null, request, client, stream))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The client has left, or the test is over.
            }
        }
    }

    private async Task<bool> GoesOnAsync(RawEnd end, bool isEarly, RawRequest request, Socket client, Stream stream)
    {
        switch (end)
        {
            case RawEnd.Reset:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                client.Close();
                return false;
            case RawEnd.Finish:
                client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, _ended.Token);
                return false;
            case RawEnd.Stall:
                await Task.Delay(Timeout.Infinite, _ended.Token);
                return false;
            case RawEnd.Drain when isEarly:
                await ReadBodyAsync(request, stream);
                return true;
            default:
                return true;
        }
    }

    private async Task<RawRequest?> ReadHeadAsync(Stream stream)
    {
        string head = await ReadToAsync(stream, "\r\n\r\n");
        return head.Length == 0 ? null : new RawRequest(head);
    }

    private async Task ReadBodyAsync(RawRequest request, Stream stream)
    {
        if (request.Header("Expect") == "100-continue")
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _ended.Token);
            await stream.FlushAsync(_ended.Token);
        }

        if (!request.IsChunked)
        {
            byte[] body = new byte[request.Length];
            await stream.ReadExactlyAsync(body, _ended.Token);
            request.Body = body;
            return;
        }

        var content = new MemoryStream();
        while (true)
        {
            byte[] chunk = new byte[Convert.ToInt32(await ReadToAsync(stream, "\r\n"), 16)];
            await stream.ReadExactlyAsync(chunk, _ended.Token);
            await ReadToAsync(stream, "\r\n");
            if (chunk.Length == 0)
            {
                request.Body = content.ToArray();
                return;
            }

            content.Write(chunk);
        }
    }

    // Everything before the mark; nothing where the stream ends first.
    private async Task<string> ReadToAsync(Stream stream, string mark)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, _ended.Token) == 1)
        {
            text.Append((char)one[0]);
            if (text.Length >= mark.Length && text.ToString(text.Length - mark.Length, mark.Length) == mark)
            {
                return text.ToString(0, text.Length - mark.Length);
            }
        }

        return "";
    }
}
