namespace Clarifai;

/// <summary>
/// Reads frames with their time stamps and lengths from the Matroska that our own ffmpeg writes to a pipe: one track, one frame a block,
/// time stamps in milliseconds. Neither marks within pictures nor the order of two pipes have to be trusted for that.
/// </summary>
internal sealed class MatroskaFrameReader
{
    private const int SegmentId = 0x18538067;
    private const int ClusterId = 0x1F43B675;
    private const int ClusterTimeId = 0xE7;
    private const int BlockGroupId = 0xA0;
    private const int BlockId = 0xA1;
    private const int SimpleBlockId = 0xA3;

    // Track number (one byte for the first track), time relative to the cluster, flags.
    private const int BlockHeaderLength = 4;

    private readonly Stream _stream;
    private readonly long _maximumLength;
    private readonly byte[] _block = new byte[65536];
    private int _at;
    private int _filled;
    private long _clusterTime;

    public MatroskaFrameReader(Stream stream, long maximumLength)
    {
        _stream = stream;
        _maximumLength = maximumLength;
    }

    /// <returns>Null at the end.</returns>
    /// <exception cref="InvalidDataException">The stream is broken off, or a frame is longer than it may be.</exception>
    public async Task<MatroskaFrame?> ReadAsync()
    {
        while (await HasMoreAsync().ConfigureAwait(false))
        {
            int id = (int)await ReadNumberAsync(keepsMark: true).ConfigureAwait(false);
            long length = await ReadNumberAsync(keepsMark: false).ConfigureAwait(false);
            switch (id)
            {
                case SegmentId or ClusterId or BlockGroupId:
                    // What is inside follows, and says enough by itself.
                    break;
                case ClusterTimeId:
                    _clusterTime = await ReadIntegerAsync(length).ConfigureAwait(false);
                    break;
                case SimpleBlockId or BlockId:
                    return await ReadBlockAsync(length).ConfigureAwait(false);
                default:
                    await SkipAsync(length).ConfigureAwait(false);
                    break;
            }
        }

        return null;
    }

    private async Task<MatroskaFrame> ReadBlockAsync(long length)
    {
        if (length < BlockHeaderLength || length - BlockHeaderLength > _maximumLength)
        {
            throw new InvalidDataException($"a frame has {length:N0} bytes.");
        }

        byte[] header = await ReadBytesAsync(BlockHeaderLength).ConfigureAwait(false);
        short offset = (short)((header[1] << 8) | header[2]);
        byte[] content = await ReadBytesAsync((int)length - BlockHeaderLength).ConfigureAwait(false);
        return new MatroskaFrame(_clusterTime + offset, content);
    }

    // The number of leading zeros of the first byte says how many bytes follow; an id keeps the mark, a length does not.
    private async Task<long> ReadNumberAsync(bool keepsMark)
    {
        int first = await ReadByteAsync().ConfigureAwait(false);
        int mark = 0x80;
        int more = 0;
        while (more < 8 && (first & mark) == 0)
        {
            mark >>= 1;
            more++;
        }

        if (more > (keepsMark ? 3 : 7))
        {
            throw new InvalidDataException("it is no Matroska.");
        }

        long value = keepsMark ? first : first & (mark - 1);
        for (int i = 0; i < more; i++)
        {
            value = (value << 8) | (uint)await ReadByteAsync().ConfigureAwait(false);
        }

        return value;
    }

    private async Task<long> ReadIntegerAsync(long length)
    {
        if (length > 8)
        {
            throw new InvalidDataException("it is no Matroska.");
        }

        long value = 0;
        for (int i = 0; i < length; i++)
        {
            value = (value << 8) | (uint)await ReadByteAsync().ConfigureAwait(false);
        }

        return value;
    }

    private async Task SkipAsync(long length)
    {
        while (length > 0)
        {
            await ExpectMoreAsync().ConfigureAwait(false);
            int skipped = (int)Math.Min(length, _filled - _at);
            _at += skipped;
            length -= skipped;
        }
    }

    private async Task<byte[]> ReadBytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        int filled = 0;
        while (filled < count)
        {
            await ExpectMoreAsync().ConfigureAwait(false);
            int copied = Math.Min(count - filled, _filled - _at);
            Buffer.BlockCopy(_block, _at, bytes, filled, copied);
            _at += copied;
            filled += copied;
        }

        return bytes;
    }

    private async ValueTask<int> ReadByteAsync()
    {
        await ExpectMoreAsync().ConfigureAwait(false);
        return _block[_at++];
    }

    private async ValueTask ExpectMoreAsync()
    {
        if (!await HasMoreAsync().ConfigureAwait(false))
        {
            throw new InvalidDataException("it is broken off.");
        }
    }

    private async ValueTask<bool> HasMoreAsync()
    {
        if (_at == _filled)
        {
            _filled = await _stream.ReadAsync(_block, 0, _block.Length, CancellationToken.None).ConfigureAwait(false);
            _at = 0;
        }

        return _filled > 0;
    }
}
