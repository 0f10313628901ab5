using System.Buffers.Binary;

namespace Clarifai.Tests;

/// <summary>The orientation in files of each format that has one, whole, cut off and wrong.</summary>
public sealed class ExifOrientationTests
{
    public static TheoryData<string> Formats => ["JPEG", "PNG", "TIFF", "BigTIFF"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_orientation_is_found_in_either_byte_order(string format)
    {
        foreach (bool isLittle in (bool[])[true, false])
        {
            for (int orientation = 1; orientation <= 8; orientation++)
            {
                Assert.Equal(orientation, ExifOrientation.Of(Make(format, isLittle, orientation)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_number_that_means_nothing_is_upright_and_its_place_is_known(string format)
    {
        foreach (int orientation in (int[])[0, 9, 65_535])
        {
            byte[] file = Make(format, isLittle: true, orientation);

            Assert.Equal(ExifOrientation.Upright, ExifOrientation.Of(file));
            ExifOrientation found = ExifOrientation.Find(file)!.Value;
            Assert.Equal((orientation, true, false), (found.Stored, found.IsLittleEndian, found.IsValid));
            Assert.Equal(orientation, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(found.At)));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_file_is_too_short_or_too_wrong_to_be_looked_at(string format)
    {
        var random = new Random(19);
        byte[] whole = Make(format, isLittle: false, 6);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.InRange(ExifOrientation.Of(whole.AsSpan(0, length)), 1, 8);
        }

        for (int times = 0; times < 5_000; times++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.InRange(ExifOrientation.Of(damaged), 1, 8);
        }
    }

    [Fact]
    public void A_TIFF_file_is_read_to_its_directory_however_far_that_is()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] file = Tiff(isLittle: true, isBig: false, orientation: 6, directoryAt: 1_000_000);
            File.WriteAllBytes(path, file);

            Assert.Equal(6, ExifOrientation.Of(path));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(ExifOrientation.Upright, ExifOrientation.Of(path));
    }

    private static byte[] Make(string format, bool isLittle, int orientation)
    {
        byte[] tiff = Tiff(isLittle, format == "BigTIFF", orientation, format == "BigTIFF" ? 16 : 8);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, tiff.Length);
        return format switch
        {
            "JPEG" => [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xE1, 0, (byte)(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff, 0xFF, 0xD9],
            "PNG" =>
            [
                0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, 0, 0, 0, 1, .. "gAMA"u8, 7, 0, 0, 0, 0, .. length, .. "eXIf"u8, .. tiff, 0, 0, 0, 0,
            ],
            _ => tiff,
        };
    }

    private static byte[] Tiff(bool isLittle, bool isBig, int orientation, int directoryAt)
    {
        using var file = new MemoryStream();
        file.Write(isLittle ? "II"u8 : "MM"u8);
        Write(isBig ? 43 : 42, 2);
        if (isBig)
        {
            Write(8, 2);
            Write(0, 2);
        }

        Write(directoryAt, isBig ? 8 : 4);
        file.Write(new byte[directoryAt - (int)file.Length]);
        Write(2, isBig ? 8 : 2);
        WriteEntry(0x0100, 640);
        WriteEntry(0x0112, orientation);
        Write(0, isBig ? 8 : 4);
        return file.ToArray();

        void WriteEntry(int tag, int value)
        {
            Write(tag, 2);
            Write(3, 2);
            Write(1, isBig ? 8 : 4);
            Write(value, 2);
            file.Write(new byte[isBig ? 6 : 2]);
        }

        void Write(int value, int length)
        {
            for (int index = 0; index < length; index++)
            {
                int place = isLittle ? index : length - 1 - index;
                file.WriteByte(place < 4 ? (byte)(value >> (8 * place)) : (byte)0);
            }
        }
    }
}
