using System.Buffers.Binary;
using System.Collections.Frozen;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>What a TIFF file says of its first picture.</summary>
internal sealed class TiffHeader
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int ValueAt = 8;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;
    private const ushort WidthTag = 256;
    private const ushort HeightTag = 257;
    private const ushort OrientationTag = 274;

    // Width to tile lengths, colour maps and the tables of compressions: what the pixels follow from, and nothing that is only told of
    // them.
    private static readonly FrozenSet<ushort> PixelTags = FrozenSet.Create<ushort>(
        256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 339, 347, 530, 532);

    private readonly bool _isLittleEndian;
    private readonly IReadOnlyList<byte[]> _entries;

    private TiffHeader(bool isLittleEndian, IReadOnlyList<byte[]> entries, SKSizeI size, SKEncodedOrigin origin)
    {
        _isLittleEndian = isLittleEndian;
        _entries = entries;
        Size = size;
        Origin = origin;
    }

    public SKSizeI Size { get; }

    public SKEncodedOrigin Origin { get; }

    public static bool IsTiff(ReadOnlySpan<byte> file) => file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    /// <summary>Reads the file's first directory; null where it has none or where that does not say the size.</summary>
    public static TiffHeader? Read(ReadOnlySpan<byte> file)
    {
        bool isLittleEndian = file[0] == 'I';
        long directory = ReadLong(file[(HeaderLength / 2)..], isLittleEndian);
        if (directory + sizeof(ushort) > file.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = file[(int)directory..];
        int count = ReadShort(rest, isLittleEndian);
        rest = rest[sizeof(ushort)..];
        List<byte[]> entries = [];
        var values = new Dictionary<ushort, long>();
        for (int index = 0; index < count && rest.Length >= EntryLength; index++, rest = rest[EntryLength..])
        {
            entries.Add(rest[..EntryLength].ToArray());
            ushort type = ReadShort(rest[sizeof(ushort)..], isLittleEndian);
            if (type is ShortType or LongType)
            {
                ReadOnlySpan<byte> value = rest[ValueAt..];
                values[ReadShort(rest, isLittleEndian)] =
                    type == ShortType ? ReadShort(value, isLittleEndian) : ReadLong(value, isLittleEndian);
            }
        }

        return values.GetValueOrDefault(WidthTag) is > 0 and <= int.MaxValue and var width
            && values.GetValueOrDefault(HeightTag) is > 0 and <= int.MaxValue and var height
            && values.GetValueOrDefault(OrientationTag, 1) is >= 1 and <= 8 and var orientation
            ? new TiffHeader(isLittleEndian, entries, new SKSizeI((int)width, (int)height), (SKEncodedOrigin)orientation)
            : null;
    }

    /// <summary>
    /// Writes the file with a directory of nothing but what its pixels follow from: asked to refuse damaged pixels, ffmpeg refuses every
    /// entry that it does not know, too.
    /// </summary>
    public void WritePlain(ReadOnlySpan<byte> file, Stream target)
    {
        byte[][] kept = [.. _entries.Where(entry => PixelTags.Contains(ReadShort(entry, _isLittleEndian)))];
        int padding = file.Length & 1;
        Span<byte> number = stackalloc byte[sizeof(uint)];

        target.Write(file[..(HeaderLength / 2)]);
        target.Write(WriteLong(number, (uint)(file.Length + padding)));
        target.Write(file[HeaderLength..]);
        target.Write("\0"u8[..padding]);
        target.Write(WriteShort(number, (ushort)kept.Length));
        foreach (byte[] entry in kept)
        {
            target.Write(entry);
        }

        target.Write(WriteLong(number, 0));
    }

    private static ushort ReadShort(ReadOnlySpan<byte> bytes, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint ReadLong(ReadOnlySpan<byte> bytes, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private ReadOnlySpan<byte> WriteShort(Span<byte> target, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, _isLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        return target[..sizeof(ushort)];
    }

    private ReadOnlySpan<byte> WriteLong(Span<byte> target, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, _isLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        return target;
    }
}
