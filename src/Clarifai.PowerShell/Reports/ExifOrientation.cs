using System.Buffers;
using System.Buffers.Binary;

namespace Clarifai.PowerShell;

/// <summary>
/// How a camera held a JPEG picture, 1 to 8 as in EXIF. Browsers turn the picture by it; regions are fractions of the stored picture, and
/// have to be turned the same way.
/// </summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    private const int OrientationTag = 0x0112;
    private const int EntryLength = 12;

    // EXIF comes first in the file, in segments of at most 64 KB; what may stand before it is small.
    private const int HeadLength = 256 * 1024;

    /// <summary>The orientation; upright where the file says nothing of it, or cannot be read: no picture is shown then.</summary>
    public static int Of(string path)
    {
        byte[] head = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            int length = 0;
            while (length < HeadLength && file.Read(head, length, HeadLength - length) is > 0 and var read)
            {
                length += read;
            }

            return Of(head.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Upright;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    private static int Of(ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            return Upright;
        }

        ReadOnlySpan<byte> rest = jpeg.Slice(2);
        while (rest.Length >= 4 && rest[0] == 0xFF && rest[1] is not (0xDA or 0xD9))
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Slice(2)) + 2;
            if (length > rest.Length)
            {
                return Upright;
            }

            ReadOnlySpan<byte> content = rest.Slice(4, length - 4);
            if (rest[1] == 0xE1 && content.StartsWith("Exif\0\0"u8))
            {
                return OfTiff(content.Slice(6));
            }

            rest = rest.Slice(length);
        }

        return Upright;
    }

    private static int OfTiff(ReadOnlySpan<byte> tiff)
    {
        bool isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
        {
            return Upright;
        }

        ReadOnlySpan<byte> offset = tiff.Slice(4);
        uint start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(offset) : BinaryPrimitives.ReadUInt32BigEndian(offset);
        if (start > tiff.Length - 2)
        {
            return Upright;
        }

        ReadOnlySpan<byte> entries = tiff.Slice((int)start);
        int count = Short(entries, isLittle);
        for (entries = entries.Slice(2); count > 0 && entries.Length >= EntryLength; count--, entries = entries.Slice(EntryLength))
        {
            if (Short(entries, isLittle) == OrientationTag)
            {
                int orientation = Short(entries.Slice(8), isLittle);
                return orientation is >= 1 and <= 8 ? orientation : Upright;
            }
        }

        return Upright;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
