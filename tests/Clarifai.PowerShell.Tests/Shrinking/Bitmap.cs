using System.Buffers.Binary;

namespace Clarifai.PowerShell.Tests.Shrinking;

/// <summary>BMP files of one color, which are as large as their pixels.</summary>
internal static class Bitmap
{
    private const int HeaderLength = 54;

    /// <summary>A black image of 24 bits per pixel.</summary>
    /// <param name="width">Pixels; a multiple of 4.</param>
    /// <param name="height">Pixels.</param>
    public static byte[] Of(int width, int height)
    {
        byte[] file = new byte[HeaderLength + (width * height * 3)];
        "BM"u8.CopyTo(file);
        (int At, int Value)[] header =
            [(2, file.Length), (10, HeaderLength), (14, 40), (18, width), (22, height), (26, (24 << 16) | 1)];
        foreach ((int at, int value) in header)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        return file;
    }
}
