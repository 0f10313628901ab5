using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;

namespace Clarifai;

/// <summary>Streams a <see cref="RequestBody"/> into the socket: a file is read block by block, and only one block is in memory.</summary>
internal sealed class PredictContent : HttpContent
{
    // Whole groups of three bytes become whole groups of four characters: blocks can follow each other without padding.
    private const int BlockBytes = 3 * 16384;
    private const int EncodedBlockBytes = 4 * 16384;

    private readonly RequestBody _body;
    private readonly CancellationToken _cancellation;

    public PredictContent(RequestBody body, CancellationToken cancellation)
    {
        _body = body;
        _cancellation = cancellation;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>
    /// The input that could not be read to its end; the request was aborted because of it. HttpClient wraps or drops the exception.
    /// </summary>
    public ClarifaiInputException? Failure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        byte[] encoded = ArrayPool<byte>.Shared.Rent(EncodedBlockBytes);
        try
        {
            foreach ((byte[] literal, InputContent? content) in _body.Parts)
            {
                await stream.WriteAsync(literal, 0, literal.Length, _cancellation).ConfigureAwait(false);
                if (content is not null)
                {
                    await WriteBase64Async(stream, content, block, encoded).ConfigureAwait(false);
                }
            }
        }
        catch (ClarifaiInputException e)
        {
            Failure = e;
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private async Task WriteBase64Async(Stream stream, InputContent content, byte[] block, byte[] encoded)
    {
        content.Rewind();
        for (long left = content.Length; left > 0;)
        {
            int count = (int)Math.Min(left, BlockBytes);
            content.ReadExactly(block, count);
            Base64.EncodeToUtf8(block.AsSpan(0, count), encoded, out _, out int written);
            await stream.WriteAsync(encoded, 0, written, _cancellation).ConfigureAwait(false);
            left -= count;
        }

        content.ExpectEnd();
    }
}
