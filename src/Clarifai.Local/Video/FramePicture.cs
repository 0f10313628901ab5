using System.Buffers.Binary;

namespace Clarifai.Local.Video;

/// <summary>Gives a frame's pixels the header that makes them a picture file (BMP): every model takes one, and none is encoded or decoded.</summary>
internal static class FramePicture
{
    private const int FileHeaderLength = 14;
    private const int InfoHeaderLength = 40;
    private const int HeaderLength = FileHeaderLength + InfoHeaderLength;
    private const short Planes = 1;
    private const short BitsPerPixel = 32;

    /// <param name="frame">A frame of blue, green, red and a byte to ignore, row by row from the top.</param>
    public static ReadOnlyMemory<byte> Of(SampledFrame frame)
    {
        byte[] file = new byte[HeaderLength + frame.Content.Length];
        Span<byte> header = file.AsSpan(0, HeaderLength);
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[2..], file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[10..], HeaderLength);

        Span<byte> info = header[FileHeaderLength..];
        BinaryPrimitives.WriteInt32LittleEndian(info, InfoHeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(info[4..], frame.Width);

        // A height below zero: the rows go from the top.
        BinaryPrimitives.WriteInt32LittleEndian(info[8..], -frame.Height);
        BinaryPrimitives.WriteInt16LittleEndian(info[12..], Planes);
        BinaryPrimitives.WriteInt16LittleEndian(info[14..], BitsPerPixel);
        BinaryPrimitives.WriteInt32LittleEndian(info[20..], frame.Content.Length);
        frame.Content.CopyTo(file.AsSpan(HeaderLength));
        return file;
    }
}
