using System.Buffers;
using System.Net;

namespace Clarifai;

/// <summary>Streams the content of a picture as it is: a block of it is in memory.</summary>
internal sealed class PictureContent(InputContent picture, CancellationToken cancellation) : HttpContent
{
    private const int BlockBytes = 128 * 1024;

    /// <summary>Why the picture could not be read to its end. HttpClient wraps or drops the exception.</summary>
    public ClarifaiInputException? Failure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes + 1);
        try
        {
            picture.Rewind();
            while (picture.Read(block, BlockBytes) is > 0 and int count)
            {
                await stream.WriteAsync(block, 0, count, cancellation).ConfigureAwait(false);
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
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = picture.Length;
        return true;
    }
}
