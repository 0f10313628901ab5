using System.Text;
using Clarifai.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Clarifai.Local.Tests;

/// <summary>A body's base64 is decoded as it arrives, wherever it is cut into pieces.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class ReceivedBodyTests
{
    private const int PictureBytes = 12_000_000;

    private static readonly byte[] Content = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(10_000)]
    public async Task Contents_come_out_whole_however_the_body_is_cut(int pieceLength)
    {
        string base64 = Convert.ToBase64String(Content);
        string escaped = base64.Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal);
        Assert.NotEqual(base64, escaped);
        string body = $$$$"""
            {"a":"base64","inputs":[{"data":{"image":{"base64" : "{{{{base64}}}}"}}},
            {"data":{"image":{"base64":"{{{{escaped}}}}"}}},{"x\"base64":"kept","base64":["kept"]},
            {"base64":""},{"base64":"QQ=="},{"base64":"QUI="},{"base64":"QU I=\n"},
            {"base64":null},{"base64x":"kept","xbase64":"kept"},{"base64":"no!"},{"base64":"QQ="},{"base64":"QQ\b="}]}
            """;

        using ReceivedBody read = await ReadAsync(Encoding.UTF8.GetBytes(body), pieceLength);

        Assert.Equal(
            """
            {"a":"base64","inputs":[{"data":{"image":{"base64" : "0"}}},
            {"data":{"image":{"base64":"1"}}},{"x\"base64":"kept","base64":["kept"]},
            {"base64":""},{"base64":"2"},{"base64":"3"},{"base64":"4"},
            {"base64":null},{"base64x":"kept","xbase64":"kept"},{"base64":"5"},{"base64":"6"},{"base64":"7"}]}
            """,
            Encoding.UTF8.GetString(read.Json));
        Assert.Equal(Content, read.GetContent(0).ToArray());
        Assert.Equal(Content, read.GetContent(1).ToArray());
        Assert.Equal("A"u8, read.GetContent(2).Span);
        Assert.Equal("AB"u8, read.GetContent(3).Span);
        Assert.Equal("AB"u8, read.GetContent(4).Span);
        foreach (int invalid in (int[])[5, 6, 7])
        {
            Assert.Equal(StatusCodes.InputInvalidArgument, Assert.Throws<InputRejectedException>(() => read.GetContent(invalid)).Code);
        }
    }

    [Fact]
    public async Task A_name_written_with_escapes_is_refused_and_not_mistaken_for_a_number()
    {
        using ReceivedBody body = await ReadAsync(
            Encoding.UTF8.GetBytes("""{"inputs":[{"data":{"image":{"base64":"QQ=="}}},{"data":{"image":{"bas\u006564":"0"}}}]}"""), 100);

        var rejected = Assert.Throws<RequestRejectedException>(() => PredictRequestReader.Read(body.Json, 10));

        Assert.Equal(StatusCodes.BadRequestFormat, rejected.Code);
        Assert.Contains("escapes", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_takes_its_contents_once_and_its_text_never(bool isLengthKnown)
    {
        const int pictures = 6;

        // What the pool has of this size is taken, so that all that the body takes shows.
        await ReadGeneratedAsync(pictures, isLengthKnown);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await ReadGeneratedAsync(pictures, isLengthKnown);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.True(GeneratedBody.LengthOf(pictures, PictureBytes) > 90_000_000);
        Assert.InRange(allocated, 0, 8_000_000);
    }

    [Fact]
    public async Task Bodies_that_come_one_after_another_take_the_memory_of_one_though_each_has_its_own_thread()
    {
        const int bodies = 4;
        var end = new TaskCompletionSource();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int body = 0; body < bodies; body++)
        {
            await ReadOnThreadAsync(end.Task);
        }

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        end.SetResult();

        Assert.InRange(held, long.MinValue, PictureBytes * 2);
    }

    // The thread lives on, with all that is kept for it, until it is told to end.
    private static Task ReadOnThreadAsync(Task end)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                ReadGeneratedAsync(pictures: 1, isLengthKnown: true).GetAwaiter().GetResult();
                read.SetResult();
            }
            catch (Exception failure)
            {
                read.SetException(failure);
            }

            end.Wait();
        })
        { IsBackground = true };
        thread.Start();
        return read.Task;
    }

    private static async Task ReadGeneratedAsync(int pictures, bool isLengthKnown)
    {
        using var source = new GeneratedBody(pictures, PictureBytes);
        var context = new DefaultHttpContext();
        context.Request.Body = source;
        context.Request.ContentLength = isLengthKnown ? GeneratedBody.LengthOf(pictures, PictureBytes) : null;
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, 128_000_000, CancellationToken.None);
        Assert.InRange(body.Json.Length, 1, 1000);
        Assert.Equal(PictureBytes, body.GetContent(pictures - 1).Length);
        Assert.False(body.GetContent(0).Span.ContainsAnyExcept((byte)0));
    }

    private static async Task<ReceivedBody> ReadAsync(byte[] bytes, int pieceLength)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new SlowStream(bytes, pieceLength);
        return await ReceivedBody.ReadAsync(context.Request, 1_000_000, TestContext.Current.CancellationToken);
    }

    /// <summary>Gives its bytes in pieces.</summary>
    private sealed class SlowStream(byte[] bytes, int pieceLength) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceLength)], cancellationToken);
    }

    /// <summary>A body that takes no memory itself: pictures of zeros, made as they are read.</summary>
    private sealed class GeneratedBody(int pictures, int pictureBytes) : Stream
    {
        private static readonly byte[] Start = [.. "{\"inputs\":["u8];
        private static readonly byte[] PictureStart = [.. "{\"data\":{\"image\":{\"base64\":\""u8];
        private static readonly byte[] PictureEnd = [.. "\"}}},"u8];
        private static readonly byte[] End = [.. "null]}"u8];

        private readonly int _textLength = pictureBytes / 3 * 4;
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override long Length => LengthOf(pictures, pictureBytes);

        private int Cycle => PictureStart.Length + _textLength + PictureEnd.Length;

        public static long LengthOf(int pictures, int pictureBytes) =>
            Start.Length + ((PictureStart.Length + (pictureBytes / 3 * 4L) + PictureEnd.Length) * pictures) + End.Length;

        public override int Read(Span<byte> buffer)
        {
            int written = 0;
            while (written < buffer.Length && _position < Length)
            {
                ReadOnlySpan<byte> next = Next();
                if (next.IsEmpty)
                {
                    long leftOfText = PictureStart.Length + _textLength - ((_position - Start.Length) % Cycle);
                    int zeros = (int)Math.Min(buffer.Length - written, leftOfText);
                    buffer.Slice(written, zeros).Fill((byte)'A');
                    written += zeros;
                    _position += zeros;
                    continue;
                }

                int copied = Math.Min(next.Length, buffer.Length - written);
                next[..copied].CopyTo(buffer[written..]);
                written += copied;
                _position += copied;
            }

            return written;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        // What is literal at the position; nothing where a picture's text is.
        private ReadOnlySpan<byte> Next()
        {
            if (_position < Start.Length)
            {
                return Start.AsSpan((int)_position);
            }

            long inside = _position - Start.Length;
            if (inside >= (long)Cycle * pictures)
            {
                return End.AsSpan((int)(inside - ((long)Cycle * pictures)));
            }

            int at = (int)(inside % Cycle);
            return at < PictureStart.Length ? PictureStart.AsSpan(at)
                : at < PictureStart.Length + _textLength ? []
                : PictureEnd.AsSpan(at - PictureStart.Length - _textLength);
        }
    }
}
