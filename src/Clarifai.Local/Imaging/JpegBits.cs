using System.Buffers.Binary;

namespace Clarifai.Local.Imaging;

/// <summary>The entropy-coded bits of a JPEG file, up to its next marker. Behind the last one, they continue with zeros.</summary>
/// <param name="buffer">A buffer that is <see cref="Padding"/> bytes longer than the file.</param>
internal ref struct JpegBits(Span<byte> buffer)
{
    /// <summary>More bytes than one block can have.</summary>
    public const int Padding = 1024;

    // A download or a file system can leave zeros in place of data. Of data that is there, few bytes in a row are zero.
    private const int FewZeros = 2;

    private readonly Span<byte> _buffer = buffer;
    private long _at;
    private long _length;

    /// <summary>Whether more bits were read than there are.</summary>
    public readonly bool AreShort => _at > _length;

    /// <summary>The next 57 bits, from the most significant one.</summary>
    public readonly ulong Next => BinaryPrimitives.ReadUInt64BigEndian(_buffer[(int)(_at >> 3)..]) << (int)(_at & 7);

    public void Skip(int count) => _at += count;

    /// <summary>Loads what a file has from a place up to the next marker.</summary>
    /// <returns>The place of the marker; the length of the file if there is none.</returns>
    public int Load(ReadOnlySpan<byte> file, int at)
    {
        int length = 0;
        int marker = -1;
        while (marker < 0)
        {
            ReadOnlySpan<byte> rest = file[at..];
            int plain = rest.IndexOf((byte)0xFF) is >= 0 and var found ? found : rest.Length;
            rest[..plain].CopyTo(_buffer[length..]);
            length += plain;
            int code = plain + (rest[plain..].IndexOfAnyExcept((byte)0xFF) is >= 0 and var filled ? filled : rest.Length - plain);
            if (code == rest.Length)
            {
                marker = file.Length;
                length = Math.Min(length, _buffer[..length].LastIndexOfAnyExcept((byte)0) + 1 + FewZeros);
            }
            else if (rest[code] != 0)
            {
                marker = at + code - 1;
            }
            else
            {
                _buffer[length++] = 0xFF;
                at += code + 1;
            }
        }

        _buffer.Slice(length, Padding).Clear();
        _at = 0;
        _length = length * 8L;
        return marker;
    }
}
