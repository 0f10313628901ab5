using System.Net;
using System.Text.Json;
using Clarifai.Local.Imaging;
using Clarifai.Local.Protocol;
using Clarifai.Local.Video;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>Formats that are not the plain ones: each is read, or refused with a code that says why.</summary>
public sealed class PictureFormatTests(RunningEngine engine)
{
    private static readonly byte[] Cat = Samples.Read(Samples.Cat);
    private static readonly SKColor Orange = new(0xE0, 0x70, 0x20);
    private static readonly SKColor Teal = new(0x20, 0x80, 0x90);

    [Fact]
    public async Task A_JPEG_for_printing_is_read() =>
        Assert.Contains("cat", (await engine.Client.PredictAsync(Pictures.Read("cmyk.jpg"))).Concepts().Keys);

    [Fact]
    public async Task A_PNG_of_16_bits_a_channel_is_read()
    {
        using var source = SKBitmap.Decode(Cat);
        using var deep = new SKBitmap(new SKImageInfo(source.Width, source.Height, SKColorType.Rgba16161616, SKAlphaType.Unpremul));
        Assert.True(source.CopyTo(deep, SKColorType.Rgba16161616));
        using SKData png = deep.Encode(SKEncodedImageFormat.Png, 100);
        byte[] file = png.ToArray();
        const int bitsPerChannelAt = 24;
        Assert.Equal(16, file[bitsPerChannelAt]);

        Assert.Contains("cat", (await engine.Client.PredictAsync(file)).Concepts().Keys);
    }

    [Theory]
    [InlineData("animated.gif")]
    [InlineData("animated.webp")]
    public async Task Of_a_moving_picture_the_first_frame_is_looked_at(string file)
    {
        IReadOnlyList<JsonElement> colors = await ColorsAsync(Pictures.Read(file));

        Assert.Equal("Red", colors[0].GetProperty("w3c").GetProperty("name").GetString());
        Assert.InRange(colors[0].GetProperty("value").GetDouble(), 0.9, 1);
        Assert.DoesNotContain("Blue", colors.Select(color => color.GetProperty("w3c").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_TIFF_says_what_the_same_JPEG_says()
    {
        foreach (bool isLittleEndian in (bool[])[true, false])
        {
            await AssertSameAsync(Cat, TiffFile.Of(Cat, isLittleEndian: isLittleEndian));
        }
    }

    [Theory]
    [InlineData("cat.heic")]
    [InlineData("cat.avif")]
    public async Task A_photo_of_a_phone_says_what_the_same_JPEG_says(string file) => await AssertSameAsync(Cat, Pictures.Read(file));

    [Theory]
    [InlineData("tiff-16-bit.tif")]
    [InlineData("tiff-big.tif")]
    [InlineData("tiff-cmyk.tif")]
    [InlineData("tiff-float.tif")]
    [InlineData("tiff-jpeg.tif")]
    [InlineData("tiff-lzw.tif")]
    [InlineData("tiff-palette.tif")]
    [InlineData("tiff-tiled.tif")]
    [InlineData("tiff-two-pages.tif")]
    [InlineData("tiff-ycbcr-jpeg.tif")]
    [InlineData("tiff-zstd.tif")]
    public async Task A_TIFF_of_any_common_kind_is_read(string file) => AssertOrangeAndTeal(await ColorsAsync(Pictures.Read(file)));

    [Fact]
    public async Task A_TIFF_in_Lab_is_read()
    {
        // It comes with 8 bits a channel, whose steps are wide there.
        IReadOnlyList<JsonElement> colors = await ColorsAsync(Pictures.Read("tiff-lab.tif"));
        AssertHas(colors, Orange);
        AssertHas(colors, Teal, tolerance: 24);
    }

    [Theory]
    [InlineData("profile.heic")]
    [InlineData("profile.jpg")]
    [InlineData("profile.png")]
    [InlineData("profile.tif")]
    [InlineData("profile.webp")]
    public async Task A_profile_of_colors_is_honored(string file) => AssertOrangeAndTeal(await ColorsAsync(Pictures.Read(file)));

    [Fact]
    public async Task A_profile_that_is_damaged_is_passed_over()
    {
        byte[] picture = Pictures.Read("profile.tif");
        int signature = picture.AsSpan().IndexOf("acsp"u8);
        picture[signature] = 0;

        IReadOnlyList<JsonElement> colors = await ColorsAsync(picture);
        AssertHas(colors, new SKColor(0xA4, 0x6C, 0x2D));
        AssertHas(colors, new SKColor(0x4E, 0x67, 0x7A));
    }

    [Fact]
    public async Task A_PNG_with_a_gamma_of_0_is_read() =>
        Assert.Equal(["#208090", "#e07020"], (await ColorsAsync(Pictures.Read("gamma-0.png"))).Select(HexOf).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_BMP_whose_reserved_bytes_are_set_is_read()
    {
        byte[] picture = FramePicture.Of(2, 1, [0x20, 0x70, 0xE0, 0, 0x20, 0x70, 0xE0, 0]).ToArray();
        "abcd"u8.CopyTo(picture.AsSpan(6));

        Assert.Equal("#e07020", HexOf(Assert.Single(await ColorsAsync(picture))));
    }

    [Fact]
    public async Task Of_several_pictures_in_a_file_the_main_one_is_looked_at()
    {
        Assert.Equal("Blue", NameOf(Assert.Single(await ColorsAsync(Pictures.Read("blue-is-main.heic")))));
        Assert.DoesNotContain("Red", (await ColorsAsync(Pictures.Read("tiff-two-pages.tif"))).Select(NameOf));
    }

    [Fact]
    public async Task A_large_TIFF_is_scaled_on_its_way()
    {
        Assert.Contains("cat", (await engine.Client.PredictAsync(TiffFile.Of(Pictures.Enlarge(Cat, 3)))).Concepts().Keys);
        IReadOnlyList<JsonElement> colors = await ColorsAsync(TiffFile.Of(Pictures.Solid(901, 77, SKColors.Blue)));
        Assert.Equal("#0000ff", HexOf(Assert.Single(colors)));
    }

    [Fact]
    public async Task A_TIFF_that_is_stored_turned_is_looked_at_upright() =>
        await AssertSameAsync(Cat, TiffFile.Of(Pictures.Turn(Cat, SKEncodedOrigin.RightTop), SKEncodedOrigin.RightTop));

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65_535)]
    public async Task An_orientation_that_means_nothing_is_upright(int orientation)
    {
        foreach (bool isLittleEndian in (bool[])[true, false])
        {
            await AssertSameAsync(Cat, TiffFile.Of(Cat, (SKEncodedOrigin)orientation, isLittleEndian: isLittleEndian));
        }

        await AssertSameAsync(Cat, Pictures.AddOrientation(Cat, (byte)orientation));
        AssertOrangeAndTeal(await ColorsAsync(Pictures.Read("tiff-orientation-0.tif")));
    }

    [Fact]
    public async Task A_PNG_that_is_stored_turned_is_looked_at_upright()
    {
        byte[] turned = Pictures.Turn(Cat, SKEncodedOrigin.RightTop, SKEncodedImageFormat.Png);

        await AssertSameAsync(Cat, Pictures.AddPngOrientation(turned, (byte)SKEncodedOrigin.RightTop));
    }

    [Fact]
    public void The_rotation_of_a_HEIC_counts_and_its_EXIF_orientation_does_not()
    {
        byte[] heic = Pictures.Read("cat.heic");
        Assert.True(HeicFile.HasExifOrientation(heic, (byte)SKEncodedOrigin.RightTop));

        AssertSamePixels(Cat, heic);
        AssertSamePixels(Pictures.Turn(Cat, SKEncodedOrigin.RightTop), HeicFile.RotateLeft(heic, quarters: 1));
        AssertSamePixels(Pictures.Turn(Cat, SKEncodedOrigin.BottomRight), HeicFile.RotateLeft(heic, quarters: 2));
        AssertSamePixels(Pictures.Turn(Cat, SKEncodedOrigin.LeftBottom), HeicFile.RotateLeft(heic, quarters: 3));
        AssertSamePixels(Pictures.Turn(Cat, SKEncodedOrigin.TopRight), HeicFile.Mirror(heic));
    }

    [Theory]
    [InlineData("cat.heic")]
    [InlineData("cat.avif")]
    [InlineData("profile.png")]
    [InlineData("profile.webp")]
    [InlineData("tiff-jpeg.tif")]
    [InlineData("tiff-tiled.tif")]
    public async Task A_picture_that_is_cut_off_is_refused(string file)
    {
        byte[] whole = Pictures.Read(file);
        foreach (double share in (double[])[0.1, 0.5, 0.9])
        {
            await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, whole[..(int)(whole.Length * share)]);
        }
    }

    // Of an animation, whatever follows the first frame.
    [Theory]
    [InlineData("animated.gif", 1)]
    [InlineData("animated.gif", 200)]
    [InlineData("animated.webp", 60)]
    [InlineData("profile.png", 12)]
    public void A_picture_that_lacks_nothing_of_what_is_looked_at_is_read(string file, int missing)
    {
        byte[] whole = Pictures.Read(file);

        using var expected = PictureDecoder.Decode(whole, upright => upright, TestContext.Current.CancellationToken);
        using var actual = PictureDecoder.Decode(whole.AsMemory(..^missing), upright => upright, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Pixels.Pixels, actual.Pixels.Pixels);
    }

    [Fact]
    public void A_moving_picture_that_is_cut_off_in_its_first_frame_is_refused()
    {
        byte[] whole = Pictures.Read("animated.gif");
        int secondFrame = whole.AsSpan().LastIndexOf((byte)0x2C);

        _ = Assert.Throws<InputRejectedException>(
            () => PictureDecoder.Decode(whole.AsMemory(..(secondFrame / 2)), upright => upright, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_TIFF_with_nothing_behind_its_directory_is_refused()
    {
        byte[] tiff = TiffFile.Of(Pictures.Solid(40, 30, SKColors.Red), claimedWidth: 4000);

        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, tiff);
    }

    [Fact]
    public async Task The_pixel_limit_stands_before_decoding()
    {
        await AssertRejectedAsync(
            StatusCodes.InputOverLimit, TiffFile.Of(Pictures.Solid(4, 4000, SKColors.Red), claimedWidth: 100_000));
        await AssertRejectedAsync(StatusCodes.InputOverLimit, HeicFile.Claim(Pictures.Read("cat.heic"), 10_000, 8_501));
        await AssertRejectedAsync(StatusCodes.InputOverLimit, Pictures.Read("144-megapixels.avif"));
        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, HeicFile.Claim(Pictures.Read("144-megapixels.avif"), 450, 300));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(3000)]
    [InlineData(3640)]
    public async Task A_plain_TIFF_that_is_cut_off_is_refused(int length) =>
        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, TiffFile.Of(Pictures.Solid(40, 30, SKColors.Red))[..length]);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public async Task A_picture_of_no_pixels_is_refused(int width, int height) =>
        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, Pictures.PngClaiming(width, height));

    private static string HexOf(JsonElement color) => color.GetProperty("raw_hex").GetString()!;

    private static string NameOf(JsonElement color) => color.GetProperty("w3c").GetProperty("name").GetString()!;

    private static void AssertOrangeAndTeal(IReadOnlyList<JsonElement> colors)
    {
        AssertHas(colors, Orange);
        AssertHas(colors, Teal);
    }

    // Each has a half of the picture; where they meet, a compression may blur them.
    private static void AssertHas(IReadOnlyList<JsonElement> colors, SKColor expected, int tolerance = 4) =>
        Assert.Contains(colors, color =>
            color.GetProperty("value").GetDouble() > 0.35 && IsNear(expected, SKColor.Parse(HexOf(color)), tolerance));

    private static bool IsNear(SKColor left, SKColor right, int tolerance) => Math.Abs(left.Red - right.Red) <= tolerance
        && Math.Abs(left.Green - right.Green) <= tolerance
        && Math.Abs(left.Blue - right.Blue) <= tolerance;

    // Both are stored as they are shown; the compressions differ by some shades.
    private static void AssertSamePixels(byte[] expected, byte[] actual)
    {
        using var left = PictureDecoder.Decode(expected, upright => upright, TestContext.Current.CancellationToken);
        using var right = PictureDecoder.Decode(actual, upright => upright, TestContext.Current.CancellationToken);
        Assert.Equal((left.UprightSize, SKMatrix.Identity), (right.UprightSize, right.ToUpright));
        double difference = left.Pixels.Pixels.Zip(right.Pixels.Pixels).Average(pair => Math.Abs(pair.First.Green - pair.Second.Green));
        Assert.InRange(difference, 0, 10);
    }

    private async Task AssertSameAsync(byte[] expected, byte[] actual)
    {
        IReadOnlyDictionary<string, double> expectedConcepts = (await engine.Client.PredictAsync(expected)).Concepts();
        IReadOnlyDictionary<string, double> actualConcepts = (await engine.Client.PredictAsync(actual)).Concepts();
        Assert.Equal(expectedConcepts.Keys.Order(), actualConcepts.Keys.Order());
        Assert.All(expectedConcepts, concept => Assert.Equal(concept.Value, actualConcepts[concept.Key], 0.08));
    }

    private async Task<IReadOnlyList<JsonElement>> ColorsAsync(byte[] picture)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(picture), "/v2/models/color/outputs");
        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (answer.Http, answer.Code));
        return [.. answer.Outputs[0].GetProperty("data").GetProperty("colors").EnumerateArray()];
    }

    private async Task AssertRejectedAsync(int code, byte[] picture)
    {
        EngineAnswer answer = await engine.Client.PredictAsync(picture);

        Assert.Equal([code], answer.OutputCodes);
        Assert.NotEmpty(answer.Details!);
    }
}
