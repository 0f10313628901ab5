using System.Buffers.Binary;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>Makes pictures to test with from the sample photos or from nothing.</summary>
internal static class Pictures
{
    private const int Quality = 95;

    /// <summary>A picture that comes with the tests.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "pictures", name));

    public static byte[] Blank(int width = 320, int height = 240) => Solid(width, height, SKColors.LightGray);

    public static byte[] Solid(int width, int height, SKColor color, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(color);
        return Encode(bitmap, format);
    }

    public static byte[] Mirror(byte[] picture) => Turn(picture, SKEncodedOrigin.TopRight);

    public static byte[] Crop(byte[] picture, SKRectI part)
    {
        using var source = SKBitmap.Decode(picture);
        using var cropped = new SKBitmap();
        Assert.True(source.ExtractSubset(cropped, part));
        return Encode(cropped, SKEncodedImageFormat.Jpeg);
    }

    public static byte[] Convert(byte[] picture, SKEncodedImageFormat format)
    {
        using var source = SKBitmap.Decode(picture);
        return Encode(source, format);
    }

    public static byte[] Enlarge(byte[] picture, int factor, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var source = SKBitmap.Decode(picture);
        var size = new SKSizeI(source.Width * factor, source.Height * factor);
        using SKBitmap larger = source.Resize(size, new SKSamplingOptions(SKFilterMode.Linear));
        return Encode(larger, format);
    }

    /// <summary>Stores the picture turned, with the EXIF orientation that turns it back.</summary>
    public static byte[] StoreTurned(byte[] picture, SKEncodedOrigin origin) => AddOrientation(Turn(picture, origin), (byte)origin);

    /// <summary>The stored pixels of <see cref="StoreTurned"/>, without a word on how to turn them.</summary>
    public static byte[] Turn(byte[] picture, SKEncodedOrigin origin, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var upright = SKBitmap.Decode(picture);
        bool swaps = origin >= SKEncodedOrigin.LeftTop;
        (int width, int height) = swaps ? (upright.Height, upright.Width) : (upright.Width, upright.Height);
        using var stored = new SKBitmap(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int right, int down) = Upright(origin, x, y, width, height);
                stored.SetPixel(x, y, upright.GetPixel(right, down));
            }
        }

        return Encode(stored, format);
    }

    /// <summary>A PNG of a few hundred bytes that says it has any number of pixels.</summary>
    public static byte[] PngClaiming(int width, int height)
    {
        byte[] png = Solid(1, 1, SKColors.Red);
        const int headerStart = 12;
        const int headerLength = 17;
        Span<byte> header = png.AsSpan(headerStart, headerLength);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], width);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(headerStart + headerLength), Crc32(header));
        return png;
    }

    public static byte[] AddOrientation(byte[] jpeg, byte orientation)
    {
        const int startOfImageLength = 2;
        byte[] segment = [0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. Exif(orientation)]; // APP1, 34 bytes
        return [.. jpeg[..startOfImageLength], .. segment, .. jpeg[startOfImageLength..]];
    }

    public static byte[] AddPngOrientation(byte[] png, byte orientation)
    {
        const int headerEnd = 33;
        byte[] named = [.. "eXIf"u8, .. Exif(orientation)];
        byte[] chunk = [.. BigEndian((uint)(named.Length - sizeof(uint))), .. named, .. BigEndian(Crc32(named))];
        return [.. png[..headerEnd], .. chunk, .. png[headerEnd..]];

        static byte[] BigEndian(uint value)
        {
            byte[] bytes = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            return bytes;
        }
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        const uint polynomial = 0xEDB88320;
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ polynomial;
            }
        }

        return ~crc;
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using SKData data = bitmap.Encode(format, Quality);
        return data.ToArray();
    }

    // The definition of the EXIF tag: which corner of the upright picture the stored rows and columns start from.
    private static (int Right, int Down) Upright(SKEncodedOrigin origin, int x, int y, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopLeft => (x, y),
        SKEncodedOrigin.TopRight => (width - 1 - x, y),
        SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
        SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (height - 1 - y, x),
        SKEncodedOrigin.RightBottom => (height - 1 - y, width - 1 - x),
        SKEncodedOrigin.LeftBottom => (y, width - 1 - x),
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private static byte[] Exif(byte orientation) =>
    [
        .. "MM"u8, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, // big-endian TIFF, its directory right behind
        0x00, 0x01, // one entry
        0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00, // Orientation, one short
        0x00, 0x00, 0x00, 0x00, // no further directory
    ];
}
