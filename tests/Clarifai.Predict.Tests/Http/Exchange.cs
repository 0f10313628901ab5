using System.Globalization;
using System.Text;

namespace Clarifai.Tests;

/// <summary>A request at the <see cref="HostileServer"/>, and all that can be done to it.</summary>
internal sealed class Exchange
{
    private readonly Connection _connection;
    private byte[]? _body;

    public Exchange(Connection connection, int index, string head)
    {
        _connection = connection;
        Index = index;
        string[] lines = head.TrimEnd().Split("\r\n");
        Path = lines[0].Split(' ')[1];
        Headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How many requests came before.</summary>
    public int Index { get; }

    public string Path { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public int ContentLength => int.Parse(Headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);

    /// <summary>The names of the inputs; empty as long as the body has not been read to its end.</summary>
    public IReadOnlyList<string> Inputs { get; private set; } = [];

    /// <summary>False once the connection has been ended by this server.</summary>
    public bool KeepsConnection { get; private set; } = true;

    public async Task<byte[]> ReadBodyAsync()
    {
        if (_body is null)
        {
            _body = await _connection.ReadExactlyAsync(ContentLength);
            Inputs = _body.Length > 0 ? Pictures.Names(_body) : [];
        }

        return _body;
    }

    /// <summary>Reads a little of the body; the connection is of no use after it.</summary>
    public Task ReadSomeAsync(int length) => _connection.ReadExactlyAsync(length);

    /// <summary>Reads what the script has left of the request, so that the next one can follow.</summary>
    public Task ReadRestAsync() => KeepsConnection ? ReadBodyAsync() : Task.CompletedTask;

    /// <summary>Waits for an event, or for the client to leave.</summary>
    public async Task WaitAsync(Task gate)
    {
        await ReadBodyAsync();
        await _connection.WaitAsync(gate);
    }

    /// <summary>Never answers.</summary>
    public Task WaitForeverAsync() => WaitAsync(new TaskCompletionSource().Task);

    /// <summary>Answers that all went well.</summary>
    public async Task AnswerAsync()
    {
        await ReadBodyAsync();
        await AnswerAsync(200, Pictures.Answer(Inputs));
    }

    public async Task AnswerAsync(int status, string body, params string[] headers)
    {
        await ReadBodyAsync();
        byte[] content = Encoding.UTF8.GetBytes(body);
        await WriteAsync(Head(status, [.. headers, $"Content-Length: {content.Length}"]));
        await _connection.WriteAsync(content);
    }

    /// <summary>Writes what it is given, be it HTTP or not.</summary>
    public async Task WriteAsync(string raw)
    {
        await ReadBodyAsync();
        await _connection.WriteAsync(Encoding.UTF8.GetBytes(raw));
    }

    /// <summary>Writes before the body was read; none of what follows is read.</summary>
    public async Task WriteEarlyAsync(string raw)
    {
        KeepsConnection = false;
        await _connection.WriteAsync(Encoding.UTF8.GetBytes(raw));
    }

    /// <summary>Writes some of an answer and breaks off.</summary>
    public async Task BreakOffAsync(string raw)
    {
        await WriteAsync(raw);
        Close();
    }

    public void Reset()
    {
        KeepsConnection = false;
        _connection.Reset();
    }

    public void Close()
    {
        KeepsConnection = false;
        _connection.Close();
    }

    public static string Head(int status, params string[] headers) =>
        string.Concat([$"HTTP/1.1 {status} Status\r\n", .. headers.Select(header => header + "\r\n"), "\r\n"]);
}
