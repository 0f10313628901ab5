using System.Buffers.Binary;
using System.Text;
using static Clarifai.MediaFormat;

namespace Clarifai;

/// <summary>Detects a file's format from its first bytes. Names and extensions are ignored, as they can be wrong.</summary>
internal static class MediaSniffer
{
    /// <summary>The number of bytes needed to detect the format.</summary>
    public const int HeaderLength = 64;

    /// <param name="header">The first bytes of the file, ideally <see cref="HeaderLength"/>of them.</param>
    /// <returns>The format, or null if it is unknown.</returns>
    public static MediaFormat? Sniff(ReadOnlySpan<byte> header) => header switch
    {
        _ when HasAt(header, 0, [0xFF, 0xD8, 0xFF]) => Jpeg,
        _ when HasAt(header, 0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) => Png,
        _ when HasAt(header, 0, "GIF87a"u8) || HasAt(header, 0, "GIF89a"u8) => Gif,
        _ when HasAt(header, 0, "RIFF"u8) && HasAt(header, 8, "WEBP"u8) => WebP,
        _ when HasAt(header, 0, "RIFF"u8) && HasAt(header, 8, "AVI "u8) => Avi,
        _ when HasAt(header, 0, [(byte)'I', (byte)'I', 42, 0]) || HasAt(header, 0, [(byte)'M', (byte)'M', 0, 42]) => Tiff,
        _ when HasAt(header, 0, [(byte)'I', (byte)'I', 43, 0, 8, 0]) || HasAt(header, 0, [(byte)'M', (byte)'M', 0, 43, 0, 8]) => Tiff,
        _ when HasAt(header, 0, "BM"u8) && IsBmpHeader(header.Slice(2)) => Bmp,
        _ when HasAt(header, 0, [0x1A, 0x45, 0xDF, 0xA3]) => Matroska,
        _ when HasAt(header, 0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) => Wmv,
        _ when HasAt(header, 4, "ftyp"u8) => SniffBrand(header),
        _ when HasAt(header, 4, "moov"u8) || HasAt(header, 4, "mdat"u8) || HasAt(header, 4, "wide"u8) => Mov,
        _ when HasAt(header, 0, "%PDF"u8) => Pdf,
        _ when HasAt(header, 0, "PK\x03\x04"u8) => Zip,
        _ when IsText(header) => IsHtml(header) ? Html : Text,
        _ => null,
    };

    // The bytes in between may be anything: the length of the file, two numbers of the program that wrote it, where the pixels begin.
    private static bool IsBmpHeader(ReadOnlySpan<byte> header) => header.Length >= 16
        && BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(12)) is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    // The ISO base media file format: the length of the box, "ftyp", a major brand, a minor version, compatible brands.
    private static MediaFormat? SniffBrand(ReadOnlySpan<byte> header)
    {
        if (header.Length < 12)
        {
            return null;
        }

        ReadOnlySpan<byte> major = header.Slice(8, 4);
        return IsAvif(major) ? Avif
            : major.StartsWith("hei"u8) || major.StartsWith("hev"u8) ? Heic
            : major.SequenceEqual("mif1"u8) || major.SequenceEqual("msf1"u8) ? SniffPicture(header)
            : major.SequenceEqual("qt  "u8) ? Mov
            : major.StartsWith("3g"u8) ? ThreeGpp
            : Mp4;
    }

    // An image of an unspecified codec: one of the compatible brands specifies it.
    private static MediaFormat SniffPicture(ReadOnlySpan<byte> header)
    {
        long end = Math.Min(header.Length, BinaryPrimitives.ReadUInt32BigEndian(header));
        for (int at = 16; at + 4 <= end; at += 4)
        {
            if (IsAvif(header.Slice(at, 4)))
            {
                return Avif;
            }
        }

        return Heic;
    }

    private static bool IsAvif(ReadOnlySpan<byte> brand) => brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8);

    private static bool HasAt(ReadOnlySpan<byte> header, int offset, ReadOnlySpan<byte> mark) =>
        header.Length >= offset + mark.Length && header.Slice(offset, mark.Length).SequenceEqual(mark);

    private static bool IsHtml(ReadOnlySpan<byte> text)
    {
        string start = Encoding.ASCII.GetString(text.ToArray()).TrimStart('?', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsText(ReadOnlySpan<byte> header)
    {
        if (HasAt(header, 0, [0xEF, 0xBB, 0xBF]) || HasAt(header, 0, [0xFF, 0xFE]) || HasAt(header, 0, [0xFE, 0xFF]))
        {
            return true;
        }

        foreach (byte value in header)
        {
            if (value is < 0x20 and not (0x09 or 0x0A or 0x0D) or 0x7F)
            {
                return false;
            }
        }

        return header.Length > 0;
    }
}
