using System.Buffers.Binary;

namespace Clarifai.PowerShell.Tests.Reports;

/// <summary>A white JPEG picture, stored as 40 x 24, with a red block at columns 8 to 15 of rows 0 to 7, and an EXIF orientation.</summary>
internal static class BlockPicture
{
    public const double Top = 0;
    public const double Left = 8 / 40.0;
    public const double Bottom = 8 / 24.0;
    public const double Right = 16 / 40.0;

    private static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgEBAQEBAUFBQUFBQYGBgYGBgYGBgYGBgYHBwcICAgHBwcGBgcHCA"
        + "gICAkJCQgICAgJCQoKCgwMCwsODg4RERT/xABmAAEBAQAAAAAAAAAAAAAAAAAACAcBAQEBAQAAAAAAAAAAAAAAAAABBgcQAQAAAAAAAAAAAAAA"
        + "AAAAAAARAQAAAgYKAwEBAAAAAAAAAAADAjITEVIEAXOxcnGyUzM0FBLR0pKTFf/AABEIABgAKAMBEgACEgADEgD/2gAMAwEAAhEDEQA/AN/Emo"
        + "zbM2pVhdxh9PB48kSYrNlfWetoz9W7ne3NT6y3ZPzl8O7eRh/8+yuhW+PZ1JeXvcKrY/PxH9Yn2Aloy7MupSL3GI08bjzQAAAAAAAAAAAAAB//"
        + "2Q==");

    public static byte[] Turned(int orientation, bool isLittleEndian)
    {
        byte[] tiff = new byte[26];
        (isLittleEndian ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Write(tiff, 4, 8, 4, isLittleEndian);
        Write(tiff, 8, 1, 2, isLittleEndian);
        Write(tiff, 10, 0x0112, 2, isLittleEndian);
        Write(tiff, 12, 3, 2, isLittleEndian);
        Write(tiff, 14, 1, 4, isLittleEndian);
        Write(tiff, 18, orientation, 2, isLittleEndian);
        byte[] segment = [0xFF, 0xE1, 0, 0, .. "Exif\0\0"u8, .. tiff];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        return [.. Jpeg[..2], .. segment, .. Jpeg[2..]];
    }

    private static void Write(byte[] tiff, int at, int value, int length, bool isLittleEndian)
    {
        for (int i = 0; i < length; i++)
        {
            tiff[at + i] = (byte)(value >> (8 * (isLittleEndian ? i : length - 1 - i)));
        }
    }
}
