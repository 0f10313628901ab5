using System.Net;
using System.Text.Json;
using Clarifai.Tests.Video;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>Formats that are not the plain ones: each is read, or refused with a code that says why.</summary>
public sealed class PictureFormatTests(RunningEngine engine)
{
    private static readonly byte[] Cat = Samples.Read(Samples.Cat);

    [Fact]
    public async Task A_JPEG_for_printing_is_read() =>
        Assert.Contains("cat", (await engine.Client.PredictAsync(ReadFile("cmyk.jpg"))).Concepts().Keys);

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
        IReadOnlyList<JsonElement> colors = await ColorsAsync(ReadFile(file));

        Assert.Equal("Red", colors[0].GetProperty("w3c").GetProperty("name").GetString());
        Assert.InRange(colors[0].GetProperty("value").GetDouble(), 0.9, 1);
        Assert.DoesNotContain("Blue", colors.Select(color => color.GetProperty("w3c").GetProperty("name").GetString()));
    }

    [FfmpegFact]
    public async Task A_TIFF_says_what_the_same_JPEG_says()
    {
        IReadOnlyDictionary<string, double> expected = (await engine.Client.PredictAsync(Cat)).Concepts();

        foreach (bool isLittleEndian in (bool[])[true, false])
        {
            byte[] tiff = TiffFile.Of(Cat, isLittleEndian: isLittleEndian);
            IReadOnlyDictionary<string, double> actual = (await engine.Client.PredictAsync(tiff)).Concepts();
            Assert.Equal(expected.Keys, actual.Keys);
            Assert.All(expected, concept => Assert.Equal(concept.Value, actual[concept.Key], 0.05));
        }
    }

    [FfmpegFact]
    public async Task A_large_TIFF_is_scaled_on_its_way()
    {
        Assert.Contains("cat", (await engine.Client.PredictAsync(TiffFile.Of(Pictures.Enlarge(Cat, 3)))).Concepts().Keys);
        IReadOnlyList<JsonElement> colors = await ColorsAsync(TiffFile.Of(Pictures.Solid(901, 77, SKColors.Blue)));
        Assert.Equal("#0000ff", Assert.Single(colors).GetProperty("raw_hex").GetString());
    }

    [FfmpegFact]
    public async Task A_TIFF_that_is_stored_turned_is_looked_at_upright()
    {
        IReadOnlyDictionary<string, double> expected = (await engine.Client.PredictAsync(Cat)).Concepts();

        byte[] turned = TiffFile.Of(Pictures.Turn(Cat, SKEncodedOrigin.RightTop), SKEncodedOrigin.RightTop);
        IReadOnlyDictionary<string, double> actual = (await engine.Client.PredictAsync(turned)).Concepts();

        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, concept => Assert.Equal(concept.Value, actual[concept.Key], 0.05));
    }

    [FfmpegFact]
    public async Task A_TIFF_with_nothing_behind_its_directory_is_refused()
    {
        byte[] tiff = TiffFile.Of(Pictures.Solid(40, 30, SKColors.Red), claimedWidth: 4000);

        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, tiff);
    }

    [Fact]
    public async Task The_pixel_limit_of_a_TIFF_stands_before_decoding() =>
        await AssertRejectedAsync(StatusCodes.InputOverLimit, TiffFile.Of(Pictures.Solid(4, 4000, SKColors.Red), claimedWidth: 100_000));

    [Theory]
    [InlineData(40)]
    [InlineData(3000)]
    [InlineData(3640)]
    public async Task A_TIFF_that_is_cut_off_is_refused(int length) =>
        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, TiffFile.Of(Pictures.Solid(40, 30, SKColors.Red))[..length]);

    [Fact]
    public async Task Without_ffmpeg_a_TIFF_is_refused_with_the_reason()
    {
        await using var process = EngineProcess.StartWith(("CLARIFAI_FFMPEG", Path.Combine(Path.GetTempPath(), "no-such-ffmpeg")));
        using HttpClient http = await process.ConnectAsync();
        using var content = new StringContent(PredictBody.Of(TiffFile.Of(Pictures.Blank())));

        using HttpResponseMessage response = await http.PostAsync(EngineClient.OutputsPath, content, TestContext.Current.CancellationToken);
        EngineAnswer answer = await EngineAnswer.ReadAsync(response);

        Assert.Equal([StatusCodes.InputUnsupportedFormat], answer.OutputCodes);
        Assert.Contains("ffmpeg", answer.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public async Task A_picture_of_no_pixels_is_refused(int width, int height) =>
        await AssertRejectedAsync(StatusCodes.ImageDecodeFailed, Pictures.PngClaiming(width, height));

    private static byte[] ReadFile(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "pictures", name));

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
