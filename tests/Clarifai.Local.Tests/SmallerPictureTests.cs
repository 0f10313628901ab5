using System.Net;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>POST /picture with a size: a JPEG within it, and nothing where the picture can stay as it is.</summary>
public sealed class SmallerPictureTests(RunningEngine engine)
{
    [Theory]
    [InlineData("cat.heic", 1024, 451, 300)]
    [InlineData("cat.avif", 64, 64, 43)]
    [InlineData("tiff-big.tif", 64, 0, 0)]
    [InlineData("animated.gif", 64, 0, 0)]
    [InlineData("profile.jpg", 8192, 0, 0)]
    public async Task Formats_that_few_read_are_always_converted_and_others_where_they_are_too_large(
        string file, int maximum, int width, int height) =>
        Assert.Equal(new SKSizeI(width, height), await SizeAsync(Pictures.Read(file), $"max={maximum}&quality=90"));

    [Theory]
    [InlineData(1000, 500, 100, 100, 50)]
    [InlineData(500, 1000, 100, 50, 100)]
    [InlineData(451, 300, 64, 64, 43)]
    [InlineData(3000, 2, 64, 64, 1)]
    [InlineData(100, 50, 100, 0, 0)]
    public async Task The_longer_side_has_the_size_and_the_shape_stays(
        int width, int height, int maximum, int expectedWidth, int expectedHeight)
    {
        foreach (SKEncodedImageFormat format in (SKEncodedImageFormat[])[SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png])
        {
            Assert.Equal(
                new SKSizeI(expectedWidth, expectedHeight),
                await SizeAsync(Pictures.Solid(width, height, SKColors.Olive, format), $"max={maximum}"));
        }
    }

    [Fact]
    public async Task A_picture_that_fits_and_is_not_upright_is_turned()
    {
        byte[] turned = Pictures.StoreTurned(Pictures.Solid(90, 60, SKColors.Olive), SKEncodedOrigin.RightTop);

        Assert.Equal(new SKSizeI(90, 60), await SizeAsync(turned, "max=100"));
    }

    [Fact]
    public async Task Fine_stripes_become_gray_and_no_pattern()
    {
        using var stripes = new SKBitmap(1024, 1024);
        for (int x = 0; x < stripes.Width; x++)
        {
            stripes.Erase((x & 1) == 0 ? SKColors.Black : SKColors.White, SKRectI.Create(x, 0, 1, stripes.Height));
        }

        using SKData png = stripes.Encode(SKEncodedImageFormat.Png, 100);
        using var content = new ByteArrayContent(png.ToArray());
        using HttpResponseMessage response =
            await engine.Client.Http.PostAsync("/picture?max=100", content, TestContext.Current.CancellationToken);
        using var small = SKBitmap.Decode(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        Assert.All(small.Pixels, pixel => Assert.InRange(pixel.Red, 110, 145));
    }

    [Theory]
    [InlineData("max=63")]
    [InlineData("max=8193")]
    [InlineData("max=1e3")]
    [InlineData("max=")]
    [InlineData("max=100&max=200")]
    [InlineData("quality=90")]
    [InlineData("max=100&quality=0")]
    [InlineData("max=100&quality=101")]
    [InlineData("max=100&width=100")]
    public async Task A_query_that_means_nothing_is_refused(string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/picture?" + query) { Content = new ByteArrayContent(Pictures.Blank()) };

        (await engine.Client.SendAsync(request)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);
    }

    // Nothing where the picture can stay as it is.
    private async Task<SKSizeI> SizeAsync(byte[] file, string query)
    {
        using var content = new ByteArrayContent(file);
        using HttpResponseMessage response =
            await engine.Client.Http.PostAsync("/picture?" + query, content, TestContext.Current.CancellationToken);
        byte[] jpeg = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            Assert.Empty(jpeg);
            return default;
        }

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return SKBitmap.DecodeBounds(jpeg).Size;
    }
}
