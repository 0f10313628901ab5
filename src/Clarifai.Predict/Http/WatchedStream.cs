#if NET
namespace Clarifai;

/// <summary>
/// A connection that notices a response as soon as it arrives, not only after the whole request was written: a service that rejects a body
/// does not read it. The rest of such a request is not sent, and the connection is not reused.
/// </summary>
internal sealed class WatchedStream(Stream connection) : Stream
{
    // "HTTP/1.1 4" is enough to recognize a rejection.
    private const int StatusPosition = 9;

    private readonly CancellationTokenSource _refused = new();
    private readonly byte[] _ahead = new byte[4096];
    private WireProgress? _progress;
    private Task<int>? _receiving;
    private bool _isAhead;
    private int _taken;
    private Task? _writing;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsRefused => _refused.IsCancellationRequested;

    // A tunnel through a proxy is not yet a connection to the service.
    public static Stream Watch(SocketsHttpPlaintextStreamFilterContext context) =>
        context.InitialRequestMessage.Method == HttpMethod.Connect
        ? context.PlaintextStream
        : new WatchedStream(context.PlaintextStream);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsRefused && WireProgress.Current != _progress)
        {
            return 0;
        }

        if (!_isAhead)
        {
            return await (_receiving = ReceiveAsync(buffer, cancellationToken)).ConfigureAwait(false);
        }

        int count = Math.Min(await _receiving!.ConfigureAwait(false) - _taken, buffer.Length);
        _ahead.AsMemory(_taken, count).CopyTo(buffer);
        _taken += count;
        _isAhead = _taken < _receiving.Result;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (WireProgress.Current != _progress)
        {
            _progress = WireProgress.Current;
            if (IsRefused)
            {
                throw new IOException("The connection cannot be reused after a rejected request.");
            }
        }

        if (IsRefused)
        {
            return;
        }

        if (!_isAhead && _receiving is not { IsCompleted: false })
        {
            _isAhead = true;
            _taken = 0;
            _receiving = ReceiveAheadAsync();
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _refused.Token);
        try
        {
            _writing = connection.WriteAsync(buffer, stop.Token).AsTask();
            await _writing.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // A response may have arrived before the connection ended.
            await Task.WhenAny(_receiving!).ConfigureAwait(false);
            if (!IsRefused)
            {
                throw;
            }
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int count = await connection.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        await NoteAsync(buffer[..count]).ConfigureAwait(false);
        return count;
    }

    // An interim response (103 Early Hints) is not the answer, which may follow at any time.
    private async Task<int> ReceiveAheadAsync()
    {
        int count = 0;
        int answer;
        int read;
        do
        {
            read = await connection.ReadAsync(_ahead.AsMemory(count), CancellationToken.None).ConfigureAwait(false);
            count += read;
            answer = AfterInterim(_ahead.AsSpan(0, count));
            await NoteAsync(_ahead.AsMemory(0, count)).ConfigureAwait(false);
        }
        while (read > 0 && count < _ahead.Length && (answer == count || IsInterim(_ahead.AsSpan(answer, count - answer))));
        return count;
    }

    private async Task NoteAsync(ReadOnlyMemory<byte> received)
    {
        if (received.IsEmpty || _progress is not { IsAnswered: false } progress)
        {
            return;
        }

        // An interim response to the whole body tells that it was taken.
        ReadOnlyMemory<byte> answer = received[AfterInterim(received.Span)..];
        bool isInterim = answer.IsEmpty || IsInterim(answer.Span);
        bool isTaken = progress.IsEnding && (_writing is null || _writing.IsCompleted);
        progress.IsAnswered = isTaken || !isInterim;
        if (!isTaken && !isInterim && answer.Length > StatusPosition && answer.Span[StatusPosition] is >= (byte)'3' and <= (byte)'5')
        {
            progress.IsRefused = true;
            await _refused.CancelAsync().ConfigureAwait(false);
        }
    }

    private static bool IsInterim(ReadOnlySpan<byte> response) => response.Length > StatusPosition && response[StatusPosition] == (byte)'1';

    // Where the first response begins that is not a complete interim one.
    private static int AfterInterim(ReadOnlySpan<byte> received)
    {
        int next = 0;
        while (IsInterim(received[next..]) && received[next..].IndexOf("\r\n\r\n"u8) is >= 0 and var length)
        {
            next += length + 4;
        }

        return next;
    }
}
#endif
