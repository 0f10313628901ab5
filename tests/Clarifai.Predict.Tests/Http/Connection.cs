using System.Net.Sockets;
using System.Text;

namespace Clarifai.Tests;

/// <summary>
/// One connection to the <see cref="HostileServer"/>, which can tell that the client has left without losing what it sends next.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationToken _stop;
    private readonly byte[] _early = new byte[1];
    private Task<int>? _earlyRead;

    public Connection(Socket socket, CancellationToken stop)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stop = stop;
    }

    /// <summary>Reads a request's head to its empty line; null at the end of the connection.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!EndsHead(head))
        {
            if (await ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public async Task<byte[]> ReadExactlyAsync(int length)
    {
        byte[] content = new byte[length];
        for (int filled = 0; filled < length;)
        {
            int read = await ReadAsync(content.AsMemory(filled));
            filled += read > 0 ? read : throw new ClientLeftException();
        }

        return content;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            content = content[await _socket.SendAsync(content, SocketFlags.None, _stop)..];
        }
    }

    /// <summary>Waits for an event; ends with an error if the client leaves before.</summary>
    public async Task WaitAsync(Task gate)
    {
        _earlyRead ??= _socket.ReceiveAsync(_early, SocketFlags.None, _stop).AsTask();
        if (await Task.WhenAny(gate, _earlyRead) == gate)
        {
            await gate;
            return;
        }

        if (await _earlyRead == 0)
        {
            throw new ClientLeftException();
        }

        await gate;
    }

    /// <summary>Ends the connection as a crash does.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Ends the connection politely.</summary>
    public void Close()
    {
        _socket.Shutdown(SocketShutdown.Both);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReadAsync(Memory<byte> into)
    {
        if (_earlyRead is null)
        {
            return await _socket.ReceiveAsync(into, SocketFlags.None, _stop);
        }

        int read = await _earlyRead;
        _earlyRead = null;
        _early.AsMemory(0, read).CopyTo(into);
        return read;
    }

    private static bool EndsHead(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';
}
