using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clarifai.Bench.Serving;

/// <summary>
/// A server that costs next to nothing: HTTP/1.1 with keep-alive on loopback, one thread per connection. Bodies are received and dropped;
/// the number of images is derived from the length, as all files of a run have the same size or every request has one.
/// </summary>
internal sealed class AnswerServer : IDisposable
{
    public const string Verb = "serve";

    // What JSON has around the base64 of one image, at the least: {"data":{"image":{"base64":""}}}
    private const int JsonPerImage = 32;

    private readonly ServerOptions _options;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<int, byte[]> _answers = new();
    private readonly LiveRequests _live = new();
    private readonly TokenBucket? _wire;

    private AnswerServer(ServerOptions options)
    {
        _options = options;
        _wire = options.BytesPerSecond > 0 ? new TokenBucket(options.BytesPerSecond) : null;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public Uri Address => new($"http://{_listener.LocalEndPoint}/");

    /// <summary>Serves until standard input ends, so that no server outlives its bench. The first line written is the address.</summary>
    public static void Run(string[] arguments)
    {
        using AnswerServer server = Start(ServerOptions.Parse(arguments));
        Console.Out.WriteLine(server.Address);
        while (Console.In.Read() >= 0)
        {
        }
    }

    /// <summary>Serves in this process, on its own threads, until it is disposed.</summary>
    public static AnswerServer Start(ServerOptions options)
    {
        var server = new AnswerServer(options);
        StartThread(server.AcceptAll);
        return server;
    }

    public void Dispose() => _listener.Dispose();

    private static void StartThread(Action work) => new Thread(() => work()) { IsBackground = true }.Start();

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.Accept();
                socket.NoDelay = true;
                StartThread(() => Serve(socket));
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private void Serve(Socket socket)
    {
        using var connection = new ServerConnection(socket);
        try
        {
            while (connection.ReceiveHead() is { } head)
            {
                if (head.Method == "POST")
                {
                    Answer(connection, head);
                }
                else
                {
                    // GET /live/4 is answered once 4 requests are in flight, GET /live/0 once none is.
                    int count = int.Parse(head.Target.AsSpan(head.Target.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);
                    _live.WaitFor(count);
                    connection.Send(Response("text/plain", "ok"u8.ToArray()));
                }
            }
        }
        catch (SocketException)
        {
            // The client has gone, in the middle of a request perhaps.
        }
    }

    private void Answer(ServerConnection connection, RequestHead head)
    {
        _live.Begin();
        try
        {
            connection.SkipBody(head.ContentLength, _wire);
            int images = _options.ImageBytes == 0 ? 1 : (int)(head.ContentLength / ((_options.ImageBytes + 2) / 3 * 4 + JsonPerImage));
            TimeSpan delay = _options.HoldsBatches && images > 1 ? Timeout.InfiniteTimeSpan : _options.Delay;
            if (delay != TimeSpan.Zero && connection.WaitUntilGone(delay))
            {
                return;
            }

            connection.Send(_options.Dimensions > 0
                ? Response("application/json", Answers.WriteEmbeddings(images, _options.Dimensions))
                : _answers.GetOrAdd(images, count => Response("application/json", Answers.Write(count, _options.Concepts))));
        }
        finally
        {
            _live.End();
        }
    }

    private static byte[] Response(string contentType, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
}
