using System.Buffers.Binary;

namespace Clarifai;

/// <summary>A chunk of a PNG file.</summary>
/// <param name="At">Where its content begins.</param>
/// <param name="Length">Bytes of its content.</param>
internal readonly record struct PngChunk(int At, int Length)
{
    private const int SignatureLength = 8;

    // Its length and its name before the content, a checksum after it.
    private const int HeadLength = 8;
    private const int ChecksumLength = 4;

    /// <summary>Finds the first complete chunk of a name; null if the file has none.</summary>
    public static PngChunk? Find(ReadOnlySpan<byte> png, ReadOnlySpan<byte> name)
    {
        long at = SignatureLength;
        while (at + HeadLength <= png.Length)
        {
            ReadOnlySpan<byte> head = png.Slice((int)at, HeadLength);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
            at += HeadLength;
            if (head.Slice(4).SequenceEqual(name))
            {
                return at + length <= png.Length ? new PngChunk((int)at, (int)length) : null;
            }

            at += length + ChecksumLength;
        }

        return null;
    }
}
