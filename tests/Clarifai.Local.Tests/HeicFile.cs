using System.Buffers.Binary;

namespace Clarifai.Local.Tests;

/// <summary>
/// Changes HEIC and AVIF files: a property of the picture that no decoder needs, how many bits a channel has, becomes one that turns it.
/// </summary>
internal static class HeicFile
{
    private const int NameLength = 4;

    /// <param name="file">The file.</param>
    /// <param name="quarters">Quarters of a turn, counterclockwise.</param>
    public static byte[] RotateLeft(byte[] file, byte quarters) => Replace(file, "irot"u8, quarters);

    /// <summary>Mirrors left and right.</summary>
    public static byte[] Mirror(byte[] file) => Replace(file, "imir"u8, 1);

    /// <summary>Gives the picture another size than its pixels have.</summary>
    public static byte[] Claim(byte[] file, uint width, uint height)
    {
        const int versionLength = 4;
        byte[] changed = [.. file];
        for (int at = Find(file, "ispe"u8); at > 0; at = Next(file, "ispe"u8, at))
        {
            Span<byte> size = changed.AsSpan(at + NameLength + versionLength);
            BinaryPrimitives.WriteUInt32BigEndian(size, width);
            BinaryPrimitives.WriteUInt32BigEndian(size[sizeof(uint)..], height);
        }

        return changed;
    }

    /// <summary>Whether the file's EXIF data has the entry Orientation with this number.</summary>
    public static bool HasExifOrientation(byte[] file, byte orientation) =>
        file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation]) > 0;

    private static byte[] Replace(byte[] file, ReadOnlySpan<byte> name, byte value)
    {
        byte[] changed = [.. file];
        int at = Find(file, "pixi"u8);
        name.CopyTo(changed.AsSpan(at));
        changed[at + NameLength] = value;
        return changed;
    }

    private static int Find(byte[] file, ReadOnlySpan<byte> name)
    {
        int at = file.AsSpan().IndexOf(name);
        Assert.True(at > 0);
        return at;
    }

    private static int Next(byte[] file, ReadOnlySpan<byte> name, int at)
    {
        int start = at + NameLength;
        int next = file.AsSpan(start).IndexOf(name);
        return next < 0 ? -1 : start + next;
    }
}
