using System.Buffers.Binary;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>Writes TIFF files: one strip of red, green and blue without compression.</summary>
internal static class TiffFile
{
    private const int HeaderLength = 8;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;

    /// <param name="picture">Any picture file.</param>
    /// <param name="origin">The orientation to be said; the pixels are stored as they are.</param>
    /// <param name="isLittleEndian">The order of the bytes of numbers.</param>
    /// <param name="claimedWidth">The width to be said, where it is not the true one.</param>
    public static byte[] Of(
        byte[] picture, SKEncodedOrigin origin = SKEncodedOrigin.TopLeft, bool isLittleEndian = true, int? claimedWidth = null)
    {
        using var bitmap = SKBitmap.Decode(picture);
        byte[] pixels = [.. bitmap.Pixels.SelectMany(color => (byte[])[color.Red, color.Green, color.Blue])];
        int bitsAt = HeaderLength + pixels.Length + (pixels.Length & 1);
        (int Tag, ushort Type, int Count, int Value)[] entries =
        [
            (256, LongType, 1, claimedWidth ?? bitmap.Width),
            (257, LongType, 1, bitmap.Height),
            (258, ShortType, 3, bitsAt),
            (259, ShortType, 1, 1),
            (262, ShortType, 1, 2),
            (273, LongType, 1, HeaderLength),
            (274, ShortType, 1, (int)origin),
            (277, ShortType, 1, 3),
            (278, LongType, 1, bitmap.Height),
            (279, LongType, 1, pixels.Length),
            (284, ShortType, 1, 1),
            (40_000, LongType, 1, 0), // Nobody knows it, and files are full of such.
        ];
        return
        [
            .. isLittleEndian ? "II"u8 : "MM"u8, .. Short(42), .. Long(bitsAt + 6),
            .. pixels, .. new byte[pixels.Length & 1],
            .. Short(8), .. Short(8), .. Short(8),
            .. Short(entries.Length),
            .. entries.SelectMany(entry => (byte[])[
                .. Short(entry.Tag), .. Short(entry.Type), .. Long(entry.Count),
                .. entry.Type == ShortType && entry.Count == 1 ? (byte[])[.. Short(entry.Value), 0, 0] : Long(entry.Value),
            ]),
            .. Long(0),
        ];

        byte[] Short(int value)
        {
            byte[] bytes = new byte[sizeof(ushort)];
            if (isLittleEndian)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
            }

            return bytes;
        }

        byte[] Long(int value)
        {
            byte[] bytes = new byte[sizeof(int)];
            if (isLittleEndian)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            }
            else
            {
                BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            }

            return bytes;
        }
    }
}
