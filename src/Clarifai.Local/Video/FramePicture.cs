using System.Buffers.Binary;

namespace Clarifai.Local.Video;

/// <summary>
/// Adds a header to a frame's pixels that makes them an image file (BMP), which every model accepts, without encoding or decoding.
/// </summary>
internal static class FramePicture
{
    private const int FileHeaderLength = 14;
    private const int InfoHeaderLength = 40;
    private const int HeaderLength = FileHeaderLength + InfoHeaderLength;
    private const short Planes = 1;
    private const short BitsPerPixel = 32;

    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">Blue, green, red and an unused byte, row by row from the top.</param>
    public static ReadOnlyMemory<byte> Of(int width, int height, ReadOnlySpan<byte> pixels)
    {
        byte[] file = new byte[HeaderLength + pixels.Length];
        Span<byte> header = file.AsSpan(0, HeaderLength);
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[2..], file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[10..], HeaderLength);

        Span<byte> info = header[FileHeaderLength..];
        BinaryPrimitives.WriteInt32LittleEndian(info, InfoHeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(info[4..], width);

        // A negative height: the rows start at the top.
        BinaryPrimitives.WriteInt32LittleEndian(info[8..], -height);
        BinaryPrimitives.WriteInt16LittleEndian(info[12..], Planes);
        BinaryPrimitives.WriteInt16LittleEndian(info[14..], BitsPerPixel);
        BinaryPrimitives.WriteInt32LittleEndian(info[20..], pixels.Length);
        pixels.CopyTo(file.AsSpan(HeaderLength));
        return file;
    }
}
