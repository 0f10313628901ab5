using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text.Json;

namespace Clarifai.Local.Protocol;

/// <summary>
/// A request's body in one pooled buffer. A batch of pictures can be a hundred megabytes, so its base64 is decoded where it lies:
/// nothing of that size is ever copied.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBufferLength = 64 * 1024;

    private byte[] _buffer;
    private int _length;

    private RequestBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Json => _buffer.AsSpan(0, _length);

    public static async Task<RequestBody> ReadAsync(HttpRequest request, long maximumBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maximumBytes)
        {
            await DrainAsync(request.Body, maximumBytes, cancellation);
            throw TooLarge(maximumBytes);
        }

        // One byte more than is expected, so that the end of the body shows without growing the buffer.
        var body = new RequestBody((int)(request.ContentLength ?? FirstBufferLength) + 1);
        try
        {
            await body.FillAsync(request.Body, maximumBytes, cancellation);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Decodes the base64 text of one input in place. To be called once for each input.</summary>
    /// <param name="text">Where the JSON string is, with its quotation marks.</param>
    /// <exception cref="InputRejectedException">The text is no base64.</exception>
    public ReadOnlyMemory<byte> DecodeBase64(Range text)
    {
        Memory<byte> quoted = _buffer.AsMemory(0, _length)[text];
        Memory<byte> content = quoted[1..^1];
        int textLength = content.Span.Contains((byte)'\\') ? Unescape(quoted.Span, content.Span) : content.Length;

        OperationStatus status = Base64.DecodeFromUtf8InPlace(content.Span[..textLength], out int decodedLength);
        return status == OperationStatus.Done
            ? content[..decodedLength]
            : throw new InputRejectedException(StatusCodes.InputInvalidArgument, "The input's base64 text is not valid.");
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    // Some writers of JSON escape the '/' and '+' of base64.
    private static int Unescape(ReadOnlySpan<byte> quoted, Span<byte> target)
    {
        byte[] unescaped = ArrayPool<byte>.Shared.Rent(target.Length);
        try
        {
            var reader = new Utf8JsonReader(quoted);
            _ = reader.Read();
            int length = reader.CopyString(unescaped);
            unescaped.AsSpan(0, length).CopyTo(target);
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }
    }

    private static RequestRejectedException TooLarge(long maximumBytes) => new(
        HttpStatusCode.RequestEntityTooLarge, StatusCodes.MaximumMessageSizeExceeded, $"The request has more than {maximumBytes} bytes: send fewer inputs at once.");

    // A client that is still sending when the connection closes sees a reset in place of the answer. A body without end is not waited for.
    private static async Task DrainAsync(Stream body, long maximumBytes, CancellationToken cancellation)
    {
        byte[] scrap = ArrayPool<byte>.Shared.Rent(FirstBufferLength);
        try
        {
            int read;
            for (long drained = 0; drained <= maximumBytes; drained += read)
            {
                read = await body.ReadAsync(scrap, cancellation);
                if (read == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scrap);
        }
    }

    private async Task FillAsync(Stream source, long maximumBytes, CancellationToken cancellation)
    {
        int read;
        while ((read = await source.ReadAsync(_buffer.AsMemory(_length), cancellation)) > 0)
        {
            _length += read;
            if (_length > maximumBytes)
            {
                await DrainAsync(source, maximumBytes, cancellation);
                throw TooLarge(maximumBytes);
            }

            if (_length == _buffer.Length)
            {
                Grow(maximumBytes);
            }
        }
    }

    private void Grow(long maximumBytes)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 2L, maximumBytes + 1));
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
