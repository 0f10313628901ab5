using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;

namespace Clarifai;

/// <summary>
/// Streams a <see cref="RequestBody"/> into the socket: files are read block by block, and only one buffer of base64 is in memory.
/// </summary>
internal sealed class PredictContent : HttpContent
{
    // Few large sends: a system call costs more than gathering. A larger buffer would not stay in the processor's cache. On loopback a
    // packet holds 65,483 bytes: a full buffer is three of them, and not three and a tiny one.
    private const int BufferBytes = 3 * 65_400;

    // Whole groups of three bytes become whole groups of four characters: blocks can follow each other without padding. Most images are
    // read at once.
    private const int MostBlockBytes = 144 * 1024;

    // Encoding less at a time costs more than sending a buffer that is not quite full.
    private const int LeastRoom = 4096;

    private readonly RequestBody _body;
    private readonly WireProgress _progress;
    private readonly CancellationToken _cancellation;

    public PredictContent(RequestBody body, WireProgress progress, CancellationToken cancellation)
    {
        _body = body;
        _progress = progress;
        _cancellation = cancellation;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>The input that could not be read completely, which aborted the request. HttpClient wraps or drops the exception.</summary>
    public ClarifaiInputException? Failure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(MostBlockBytes + 1);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        int filled = 0;
        _progress.IsStarted = true;
        try
        {
            foreach ((byte[] literal, InputContent? content) in _body.Parts)
            {
                for (int done = 0, count; done < literal.Length; done += count)
                {
                    await MakeRoomAsync(1).ConfigureAwait(false);
                    count = Math.Min(literal.Length - done, BufferBytes - filled);
                    Buffer.BlockCopy(literal, done, buffer, filled, count);
                    filled += count;
                }

                content?.Rewind();
                while (content?.Read(block, MostBlockBytes) is > 0 and int count)
                {
                    for (int done = 0, length; done < count; done += length)
                    {
                        await MakeRoomAsync(LeastRoom).ConfigureAwait(false);
                        length = Math.Min(count - done, (BufferBytes - filled) / 4 * 3);
                        Base64.EncodeToUtf8(block.AsSpan(done, length), buffer.AsSpan(filled), out _, out int written);
                        filled += written;
                    }
                }
            }

            _progress.IsEnding = true;
            await MakeRoomAsync(BufferBytes).ConfigureAwait(false);
            _progress.IsSent = true;
        }
        catch (ClarifaiInputException e)
        {
            Failure = e;
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(buffer);
        }

        async Task MakeRoomAsync(int count)
        {
            if (BufferBytes - filled < count && filled > 0)
            {
                await stream.WriteAsync(buffer, 0, filled, _cancellation).ConfigureAwait(false);
                filled = 0;
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
