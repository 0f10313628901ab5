using System.Buffers;

namespace Clarifai;

internal static class StreamExtensions
{
    private const int BlockLength = 65536;

    /// <summary>Reads until so many bytes are there, or the stream ends.</summary>
    /// <returns>How many are there.</returns>
    public static int Fill(this Stream stream, byte[] buffer, int count)
    {
        int filled = 0;
        while (filled < count && stream.Read(buffer, filled, count - filled) is > 0 and int read)
        {
            filled += read;
        }

        return filled;
    }

    /// <summary>Writes what a source gives, to its end or to a limit.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="read">Reads the next bytes of the source; 0 at its end.</param>
    /// <param name="limit">The most bytes that are written.</param>
    /// <returns>False where the source has more.</returns>
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
