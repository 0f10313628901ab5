using System.Buffers;
using System.Buffers.Binary;

namespace Clarifai;

/// <summary>
/// The EXIF orientation of a JPEG, PNG or TIFF image. Regions are fractions of the stored image; code that shows the image upright must
/// rotate them the same way.
/// </summary>
/// <param name="At">The offset of the value in the file.</param>
/// <param name="IsLittleEndian">Its byte order.</param>
/// <param name="Stored">The stored value, which may not be valid.</param>
internal readonly record struct ExifOrientation(int At, bool IsLittleEndian, int Stored)
{
    public const int Upright = 1;

    private const int OrientationTag = 0x0112;

    // EXIF comes first in the file, in segments of at most 64 KB; anything before it is small. The directory of a TIFF file may be last.
    private const int HeadLength = 256 * 1024;
    private const int LongestTiff = 64 * 1024 * 1024;

    private static readonly byte[] PngStart = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public bool IsValid => Stored is >= 1 and <= 8;

    /// <summary>The orientation, 1 to 8: upright if it is missing or not valid.</summary>
    public static int Of(ReadOnlySpan<byte> file) => Find(file) is { IsValid: true } found ? found.Stored : Upright;

    /// <summary>The orientation of a file; upright also if it cannot be read, as the image is not shown then.</summary>
    public static int Of(string path)
    {
        byte[] head = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            ReadOnlySpan<byte> read = head.AsSpan(0, file.Fill(head, HeadLength));
            return IsTiff(read) && file.Length > read.Length ? OfWhole(file) : Of(read);
        }
        catch (Exception e) when (ReadFailure.Is(e))
        {
            return Upright;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    /// <summary>Finds the value in a file; null if it has none.</summary>
    public static ExifOrientation? Find(ReadOnlySpan<byte> file)
    {
        if (IsTiff(file))
        {
            return FindInTiff(file);
        }

        int start = file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? FindInJpeg(file)
            : file.StartsWith(PngStart) ? PngChunk.Find(file, "eXIf"u8)?.At ?? -1
            : -1;
        return start >= 0 && FindInTiff(file.Slice(start)) is { } found ? found with { At = start + found.At } : null;
    }

    private static bool IsTiff(ReadOnlySpan<byte> file) => MediaSniffer.Sniff(file)?.Name == "TIFF";

    private static int OfWhole(FileStream tiff)
    {
        byte[] whole = new byte[Math.Min(tiff.Length, LongestTiff)];
        tiff.Position = 0;
        return Of(whole.AsSpan(0, tiff.Fill(whole, whole.Length)));
    }

    private static int FindInJpeg(ReadOnlySpan<byte> jpeg)
    {
        int at = 2;
        while (jpeg.Length - at >= 4 && jpeg[at] == 0xFF && jpeg[at + 1] is not (0xDA or 0xD9))
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg.Slice(at + 2)) + 2;
            if (jpeg[at + 1] == 0xE1 && jpeg.Slice(at + 4).StartsWith("Exif\0\0"u8))
            {
                return at + 10;
            }

            at += length;
        }

        return -1;
    }

    // The directory of classic TIFF has 4-byte numbers, that of BigTIFF 8-byte numbers.
    private static ExifOrientation? FindInTiff(ReadOnlySpan<byte> tiff)
    {
        bool isLittle = tiff.StartsWith("II"u8);
        if (tiff.Length < 16 || (!isLittle && !tiff.StartsWith("MM"u8)))
        {
            return null;
        }

        bool isBig = Short(tiff.Slice(2), isLittle) == 43;
        int entryLength = isBig ? 20 : 12;
        int countLength = isBig ? 8 : 2;
        ulong start = isBig ? Long(tiff.Slice(8), isLittle) : Word(tiff.Slice(4), isLittle);
        if (start > (ulong)(tiff.Length - countLength))
        {
            return null;
        }

        int at = (int)start;
        ulong count = isBig ? Long(tiff.Slice(at), isLittle) : (ulong)Short(tiff.Slice(at), isLittle);
        for (at += countLength; count > 0 && tiff.Length - at >= entryLength; count--, at += entryLength)
        {
            if (Short(tiff.Slice(at), isLittle) == OrientationTag)
            {
                int value = at + (isBig ? 12 : 8);
                return new ExifOrientation(value, isLittle, Short(tiff.Slice(value), isLittle));
            }
        }

        return null;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Word(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ulong Long(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
}
