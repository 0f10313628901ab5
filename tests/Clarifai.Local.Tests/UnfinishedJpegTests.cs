using System.Buffers.Binary;
using Clarifai.Local.Imaging;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>JPEG files that end early: what lacks pixels is refused, what lacks only the end marker is read.</summary>
public sealed class UnfinishedJpegTests
{
    private static readonly byte[] EndMarker = [0xFF, 0xD9];
    private static readonly byte[] StartOfScan = [0xFF, 0xDA];

    public static TheoryData<string> Scanned =>
        ["progressive.jpg", "progressive-gray.jpg", "progressive-restart.jpg", "progressive-cmyk.jpg", "three-scans.jpg"];

    public static TheoryData<string> All => [.. Scanned, "cmyk.jpg", Samples.Cat, Samples.Rocket, Samples.Astronaut];

    [Theory]
    [MemberData(nameof(All))]
    public void One_that_lacks_only_its_end_marker_is_read(string file)
    {
        byte[] whole = Read(file);
        Assert.Equal(EndMarker, whole[^2..]);
        SKColor[] pixels = Decode(whole);

        Assert.Equal(pixels, Decode(whole[..^2]));
        Assert.Equal(pixels, Decode(whole[..^1]));
        Assert.Equal(pixels, Decode([.. whole[..^2], .. new byte[5000]]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_follows_the_end_marker_does_not_count(string file)
    {
        byte[] whole = Read(file);
        SKColor[] pixels = Decode(whole);

        Assert.Equal(pixels, Decode([.. whole, .. "trailer 123."u8]));
        Assert.Equal(pixels, Decode([.. whole, .. new byte[5000]]));
        Assert.Equal(pixels, Decode([.. whole, .. whole[..(whole.Length / 2)]]));
    }

    [Theory]
    [MemberData(nameof(Scanned))]
    public void One_of_several_scans_is_refused_wherever_it_is_cut_off(string file)
    {
        byte[] whole = Read(file);
        for (int end = whole.AsSpan().IndexOf(StartOfScan); end < whole.Length - EndMarker.Length; end++)
        {
            AssertRefused(whole[..end], end);
        }
    }

    // Between two scans, it is the same as a file whose encoder left the last ones out.
    [Theory]
    [MemberData(nameof(Scanned))]
    public void One_of_several_scans_is_refused_if_it_is_cut_off_in_one_and_ended(string file)
    {
        byte[] whole = Read(file);
        int cuts = 0;
        foreach ((int start, int end) in ScansOf(whole))
        {
            for (int cut = start; cut < end; cut++, cuts++)
            {
                AssertRefused([.. whole[..cut], .. EndMarker], cut);
            }
        }

        Assert.InRange(cuts, 100, whole.Length);
    }

    [Theory]
    [InlineData(Samples.Cat)]
    [InlineData("cmyk.jpg")]
    public void One_of_a_single_scan_is_refused_wherever_it_is_cut_off(string file)
    {
        byte[] whole = Read(file);
        int start = whole.AsSpan().LastIndexOf(StartOfScan) + StartOfScan.Length;
        foreach (int missing in (int[])[1, 2, 3, 20, 400, whole.Length / 2, whole.Length - start])
        {
            int end = whole.Length - EndMarker.Length - Math.Min(missing, whole.Length - EndMarker.Length - start);
            AssertRefused(whole[..end], end);
        }
    }

    // As a download leaves it that has reserved the room.
    [Theory]
    [InlineData(Samples.Cat)]
    [InlineData("cmyk.jpg")]
    [InlineData("progressive.jpg")]
    public void One_that_is_cut_off_and_filled_with_zeros_is_refused(string file)
    {
        byte[] whole = Read(file);
        foreach (int missing in (int[])[20, 400, whole.Length / 2])
        {
            AssertRefused([.. whole[..^missing], .. new byte[whole.Length]], missing);
        }
    }

    [Fact]
    public void One_that_is_cut_off_and_ended_is_refused_if_its_end_is_gray()
    {
        byte[] whole = Read(Samples.Cat);
        foreach (double share in (double[])[.3, .6, .9, .98])
        {
            int cut = (int)(whole.Length * share);
            AssertRefused([.. whole[..cut], .. EndMarker], cut);
        }
    }

    [Fact]
    public void One_whose_end_is_of_one_color_is_read() =>
        Assert.Equal(200 * 100, Decode(Pictures.Solid(200, 100, SKColors.White, SKEncodedImageFormat.Jpeg)).Length);

    [Fact]
    public void One_without_the_scans_of_the_last_bits_is_read_if_it_was_ended()
    {
        byte[] whole = Read("progressive-unrefined.jpg");

        Assert.Equal(50 * 33, Decode(whole).Length);
        AssertRefused(whole[..^EndMarker.Length], whole.Length);
    }

    private static byte[] Read(string file) => Samples.Names.Contains(file) ? Samples.Read(file) : Pictures.Read(file);

    private static SKColor[] Decode(byte[] file)
    {
        using var picture = PictureDecoder.Decode(file, upright => upright, TestContext.Current.CancellationToken);
        return picture.Pixels.Pixels;
    }

    private static void AssertRefused(byte[] file, int cut)
    {
        try
        {
            _ = Decode(file);
        }
        catch (InputRejectedException refused)
        {
            Assert.Equal(StatusCodes.ImageDecodeFailed, refused.Code);
            return;
        }

        Assert.Fail($"Cut off at {cut}, it is read.");
    }

    // The parts of the file that are the data of scans.
    private static IEnumerable<(int Start, int End)> ScansOf(byte[] file)
    {
        const int lengthAt = 2;
        for (int at = lengthAt; file[at + 1] != EndMarker[1];)
        {
            int next = at + lengthAt + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + lengthAt));
            bool isScan = file[at + 1] == StartOfScan[1];
            at = next;
            while (isScan && !(file[at] == 0xFF && file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))))
            {
                at++;
            }

            if (isScan)
            {
                yield return (next, at);
            }
        }
    }
}
