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
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            picture.Rewind();
            int length;
            for (long left = picture.Length; left > 0; left -= length)
            {
                length = (int)Math.Min(left, BlockBytes);
                picture.ReadExactly(block, length);
                await stream.WriteAsync(block, 0, length, cancellation).ConfigureAwait(false);
            }

            picture.ExpectEnd();
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
