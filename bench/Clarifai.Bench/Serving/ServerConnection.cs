using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Clarifai.Bench.Serving;

/// <summary>The server's end of one connection: requests arrive one after another, never before the previous one is answered.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[1 << 18];
    private int _received;

    public ServerConnection(Socket socket) => _socket = socket;

    /// <summary>Receives a request up to the first bytes of its body; null if the client has closed the connection.</summary>
    public RequestHead? ReceiveHead()
    {
        _received = 0;
        while (true)
        {
            int read = _socket.Receive(_buffer.AsSpan(_received));
            if (read == 0)
            {
                return null;
            }

            _received += read;
            int end = _buffer.AsSpan(0, _received).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                string head = Encoding.ASCII.GetString(_buffer, 0, end);
                _received -= end + 4;
                return Parse(head.Split("\r\n"));
            }
        }
    }

    /// <summary>Receives and drops the rest of a body, as fast as the wire lets it.</summary>
    public void SkipBody(long length, TokenBucket? wire)
    {
        wire?.Take(_received);
        for (long left = length - _received; left > 0;)
        {
            int read = _socket.Receive(_buffer);
            left -= read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
            wire?.Take(read);
        }
    }

    /// <summary>Waits, but no longer than the client: between requests it sends nothing, so that readable data means the end.</summary>
    /// <returns>True if the client has disconnected.</returns>
    public bool WaitUntilGone(TimeSpan delay) => _socket.Poll(delay, SelectMode.SelectRead);

    public void Send(ReadOnlySpan<byte> response)
    {
        while (!response.IsEmpty)
        {
            response = response[_socket.Send(response)..];
        }
    }

    public void Dispose() => _socket.Dispose();

    private static RequestHead Parse(string[] lines)
    {
        string[] request = lines[0].Split(' ');
        string? length = lines
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(line.IndexOf(':') + 1)..])
            .SingleOrDefault();
        return new RequestHead(request[0], request[1], length is null ? 0 : long.Parse(length, CultureInfo.InvariantCulture));
    }
}
