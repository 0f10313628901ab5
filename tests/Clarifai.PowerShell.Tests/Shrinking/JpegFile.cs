using System.Buffers.Binary;

namespace Clarifai.PowerShell.Tests.Shrinking;

/// <summary>What the tests need to know of JPEG files, marker by marker.</summary>
internal static class JpegFile
{
    private const byte Application = 0xE0;
    private const byte LastApplication = 0xEF;

    /// <summary>The same file with an EXIF orientation.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        // One directory with one entry: tag 0x0112, a short.
        byte[] exif =
        [
            .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    /// <summary>The same file without its application segments, EXIF among them.</summary>
    public static byte[] WithoutMetadata(byte[] jpeg)
    {
        byte[] kept = [0xFF, 0xD8];
        int end = 2;
        foreach ((byte marker, int start, int length) in Segments(jpeg))
        {
            end = start + length;
            kept = marker is >= Application and <= LastApplication ? kept : [.. kept, .. jpeg.AsSpan(start, length)];
        }

        return [.. kept, .. jpeg.AsSpan(end)];
    }

    /// <summary>True where there is an application segment but the plain one of JFIF.</summary>
    public static bool HasMetadata(byte[] jpeg) =>
        Segments(jpeg).Any(segment => segment.Marker is > Application and <= LastApplication);

    public static (int Width, int Height) Size(byte[] jpeg)
    {
        (_, int start, _) = Segments(jpeg).First(segment => segment.Marker is 0xC0 or 0xC1 or 0xC2);
        return (BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(start + 7)), BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(start + 5)));
    }

    private static IEnumerable<(byte Marker, int Start, int Length)> Segments(byte[] jpeg)
    {
        Assert.Equal([0xFF, 0xD8], jpeg.Take(2));
        int at = 2;
        while (jpeg[at + 1] != 0xDA)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)) + 2;
            yield return (jpeg[at + 1], at, length);
            at += length;
        }
    }
}
