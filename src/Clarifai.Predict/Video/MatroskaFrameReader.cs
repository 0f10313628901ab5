namespace Clarifai;

/// <summary>
/// Reads frames with their timestamps and lengths from the Matroska stream that ffmpeg writes to a pipe: one track, one frame per block,
/// timestamps in milliseconds. This does not depend on markers within images or on the order of two pipes.
/// </summary>
internal sealed class MatroskaFrameReader(Stream stream, long maximumLength)
{
    private const int SegmentId = 0x18538067;
    private const int ClusterId = 0x1F43B675;
    private const int ClusterTimeId = 0xE7;
    private const int BlockGroupId = 0xA0;
    private const int BlockId = 0xA1;
    private const int SimpleBlockId = 0xA3;

    // Track number (one byte for the first track), time relative to the cluster, flags.
    private const int BlockHeaderLength = 4;

    private readonly byte[] _block = new byte[65536];
    private int _at;
    private int _filled;
    private long _clusterTime;

    /// <returns>Null at the end.</returns>
    /// <exception cref="InvalidDataException">The stream ended early, or a frame is too long.</exception>
    public async Task<MatroskaFrame?> ReadAsync()
    {
        while (await HasMoreAsync().ConfigureAwait(false))
        {
            int id = (int)await ReadNumberAsync(keepsMark: true).ConfigureAwait(false);
            long length = await ReadNumberAsync(keepsMark: false).ConfigureAwait(false);
            switch (id)
            {
                case SegmentId or ClusterId or BlockGroupId:
                    // Its children follow and are read one by one.
                    break;
                case ClusterTimeId:
                    _clusterTime = await ReadIntegerAsync(0, length <= 8 ? (int)length : throw NotMatroska()).ConfigureAwait(false);
                    break;
                case SimpleBlockId or BlockId:
                    return await ReadBlockAsync(length).ConfigureAwait(false);
                default:
                    await ReadAsync(length, into: null).ConfigureAwait(false);
                    break;
            }
        }

        return null;
    }

    /// <summary>The bytes of a number: after the leading zeros of its first byte, as many as follow it, there is a marker bit.</summary>
    /// <param name="first">Its first byte.</param>
    /// <returns>1 to 8; 9 if no number begins with this byte.</returns>
    public static int NumberLength(int first)
    {
        int length = 1;
        for (int mark = 0x80; mark > 0 && (first & mark) == 0; mark >>= 1)
        {
            length++;
        }

        return length;
    }

    private async Task<MatroskaFrame> ReadBlockAsync(long length)
    {
        if (length < BlockHeaderLength || length - BlockHeaderLength > maximumLength)
        {
            throw new InvalidDataException($"a frame has {length:N0} bytes.");
        }

        byte[] header = new byte[BlockHeaderLength];
        await ReadAsync(header.Length, header).ConfigureAwait(false);
        short offset = (short)((header[1] << 8) | header[2]);
        byte[] content = new byte[(int)length - BlockHeaderLength];
        await ReadAsync(content.Length, content).ConfigureAwait(false);
        return new MatroskaFrame(_clusterTime + offset, content);
    }

    // An id keeps the marker bit, a length does not.
    private async Task<long> ReadNumberAsync(bool keepsMark)
    {
        int first = (int)await ReadIntegerAsync(0, 1).ConfigureAwait(false);
        int more = NumberLength(first) - 1;
        return more <= (keepsMark ? 3 : 7)
            ? await ReadIntegerAsync(keepsMark ? first : first & (0x7F >> more), more).ConfigureAwait(false)
            : throw NotMatroska();
    }

    private async ValueTask<long> ReadIntegerAsync(long value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await ExpectMoreAsync().ConfigureAwait(false);
            value = (value << 8) | _block[_at++];
        }

        return value;
    }

    // Skips an unneeded element.
    private async Task ReadAsync(long count, byte[]? into)
    {
        for (long done = 0; done < count;)
        {
            await ExpectMoreAsync().ConfigureAwait(false);
            int part = (int)Math.Min(count - done, _filled - _at);
            if (into is not null)
            {
                Buffer.BlockCopy(_block, _at, into, (int)done, part);
            }

            _at += part;
            done += part;
        }
    }

    private async ValueTask ExpectMoreAsync()
    {
        if (!await HasMoreAsync().ConfigureAwait(false))
        {
            throw new InvalidDataException("the stream ended early.");
        }
    }

    private async ValueTask<bool> HasMoreAsync()
    {
        if (_at == _filled)
        {
            _filled = await stream.ReadAsync(_block, 0, _block.Length, CancellationToken.None).ConfigureAwait(false);
            _at = 0;
        }

        return _filled > 0;
    }

    private static InvalidDataException NotMatroska() => new("the output is not Matroska.");
}
