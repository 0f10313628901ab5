using System.Buffers.Binary;

namespace Clarifai;

/// <summary>
/// Computes the length of a video from the sizes in its container. GIF has none, nor do videos that were recorded to a pipe.
/// </summary>
internal static class ContainerLength
{
    private const int HeaderLength = 4096;

    private const uint SegmentId = 0x18538067;

    // ASF's file properties object: its id, and the offset of the file size in it.
    private static readonly byte[] AsfProperties =
        [0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65];

    private const int AsfFileSize = 40;

    /// <returns>The minimum number of bytes; 0 if the container does not specify it.</returns>
    public static long Read(Stream file, string demuxer) => demuxer switch
    {
        "mov" => ReadBoxes(file),
        "matroska" => ReadSegment(ReadStart(file, HeaderLength)),
        "avi" => ReadRiff(ReadStart(file, 12)),
        "asf" => ReadAsf(ReadStart(file, HeaderLength)),
        _ => 0,
    };

    // The media data box is the one that matters: some cameras leave invalid boxes after it.
    private static long ReadBoxes(Stream file)
    {
        long length = 0;
        long at = 0;
        while (at + 8 <= file.Length)
        {
            file.Position = at;
            byte[] header = ReadStart(file, 16);
            long size = (long)BigEndian(header, 0, 4);
            size = size == 1 && header.Length == 16 ? (long)BigEndian(header, 8, 8) : size;
            if (size < 8 || size > long.MaxValue - at)
            {
                break;
            }

            at += size;
            if (header.AsSpan(4, 4).SequenceEqual("mdat"u8))
            {
                length = at;
            }
        }

        return length;
    }

    // The EBML header, which has a four-byte id, is followed by the segment, which has one too.
    private static long ReadSegment(byte[] start) =>
        TryReadSize(start, 4, out long header, out int at)
        && TryReadSize(start, at + header + 4, out long segment, out int content)
        && BigEndian(start, at + header, 4) == SegmentId
            ? content + segment
            : 0;

    private static bool TryReadSize(byte[] bytes, long at, out long size, out int next)
    {
        (size, next) = (0, 0);
        int count = at >= 0 && at < bytes.Length ? MatroskaFrameReader.NumberLength(bytes[at]) : int.MaxValue;
        if (count > 8 || at + count > bytes.Length)
        {
            return false;
        }

        ulong mark = 1UL << (7 * count);
        size = (long)(BigEndian(bytes, (int)at, count) & (mark - 1));
        next = (int)at + count;

        // All ones: unknown.
        return (ulong)size != mark - 1;
    }

    private static long ReadRiff(byte[] start) =>
        start.Length < 12 ? 0 : 8L + BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(4));

    private static long ReadAsf(byte[] start)
    {
        int at = start.AsSpan().IndexOf(AsfProperties);
        return at >= 0 && at + AsfFileSize + 8 <= start.Length
            ? BinaryPrimitives.ReadInt64LittleEndian(start.AsSpan(at + AsfFileSize))
            : 0;
    }

    private static ulong BigEndian(byte[] bytes, long at, int count) =>
        bytes.Skip((int)at).Take(count).Aggregate(0UL, (value, next) => (value << 8) | next);

    private static byte[] ReadStart(Stream file, int count)
    {
        byte[] start = new byte[count];
        return start.AsSpan(0, file.Fill(start, count)).ToArray();
    }
}
