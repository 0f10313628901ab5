using System.Buffers;

namespace Clarifai;

internal static class StreamExtensions
{
    private const int BlockLength = 65536;

    /// <summary>Reads until the buffer is full or the stream ends.</summary>
    /// <returns>The number of bytes read.</returns>
    public static int Fill(this Stream stream, byte[] buffer, int count)
    {
        int filled = 0;
        while (filled < count && stream.Read(buffer, filled, count - filled) is > 0 and int read)
        {
            filled += read;
        }

        return filled;
    }

    /// <summary>Copies from a source to its end or up to a limit.</summary>
    /// <param name="target">The target.</param>
    /// <param name="read">Reads the next bytes of the source; 0 at its end.</param>
    /// <param name="limit">The most bytes to write.</param>
    /// <returns>False if the source has more.</returns>
    public static async Task<bool> TryFillAsync(this Stream target, Func<byte[], Task<int>> read, long limit)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            int count;
            for (long left = limit; (count = await read(block).ConfigureAwait(false)) > 0; left -= count)
            {
                if (count > left)
                {
                    return false;
                }

                target.Write(block, 0, count);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
