namespace Clarifai.Tests;

/// <summary>Takes the body of each request into nowhere, counts it, and answers that all went well.</summary>
internal sealed class DrainingHandler : HttpMessageHandler
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var drain = new Drain();
        await request.Content!.CopyToAsync(drain, cancellationToken);
        Interlocked.Add(ref _bytes, drain.Length);
        return ScriptedHandler.Json("""{"outputs":[""" + string.Join(',', Enumerable.Repeat("{}", drain.Inputs)) + "]}");
    }

    private sealed class Drain : Stream
    {
        // {"inputs":[{"data":{"image":{"base64":"..."}}}, and none in base64.
        private const int ColonsPerInput = 3;

        private long _length;
        private int _colons;

        public int Inputs => _colons / ColonsPerInput;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _length += buffer.Length;
            _colons += buffer.Count((byte)':');
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
