using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>POST /picture: what the models look at, for those who show pictures.</summary>
public sealed class ShownPictureTests(RunningEngine engine)
{
    public static TheoryData<SKEncodedOrigin> Origins => [.. Enum.GetValues<SKEncodedOrigin>().Distinct()];

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task A_picture_comes_upright_and_places_of_the_stored_one_can_be_found_in_it(SKEncodedOrigin origin)
    {
        // A red spot at a quarter of the width and a tenth of the height, which is stored somewhere else.
        using var bitmap = new SKBitmap(200, 100);
        bitmap.Erase(SKColors.White);
        bitmap.Erase(SKColors.Red, new SKRectI(42, 2, 58, 18));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        byte[] turned = Pictures.StoreTurned(png.ToArray(), origin);
        using var stored = SKBitmap.Decode(Pictures.Turn(png.ToArray(), origin, SKEncodedImageFormat.Png));

        (SKBitmap shown, float[] turn) = await ShowAsync(turned);

        using (shown)
        {
            Assert.Equal(new SKSizeI(200, 100), shown.Info.Size);
            Assert.True(IsRed(shown.GetPixel(50, 10)));
            (float x, float y) = PlaceOfRed(stored);
            Assert.Equal(0.25f, (turn[0] * x) + (turn[1] * y) + turn[2], 0.01f);
            Assert.Equal(0.1f, (turn[3] * x) + (turn[4] * y) + turn[5], 0.01f);
        }
    }

    [Theory]
    [InlineData("cat.heic", 451, 300)]
    [InlineData("cat.avif", 451, 300)]
    [InlineData("tiff-big.tif", 64, 48)]
    [InlineData("animated.gif", 64, 48)]
    public async Task Every_format_becomes_a_JPEG(string file, int width, int height)
    {
        (SKBitmap shown, float[] turn) = await ShowAsync(Pictures.Read(file));

        using (shown)
        {
            Assert.Equal(new SKSizeI(width, height), shown.Info.Size);
            Assert.Equal([1, 0, 0, 0, 1, 0], turn);
        }
    }

    [Fact]
    public async Task A_large_picture_is_made_as_small_as_a_screen_and_what_is_transparent_is_white()
    {
        (SKBitmap shown, _) = await ShowAsync(Pictures.Solid(4000, 1000, SKColors.Transparent));

        using (shown)
        {
            Assert.Equal((new SKSizeI(1600, 400), SKColors.White), (shown.Info.Size, shown.GetPixel(800, 200)));
        }
    }

    [Fact]
    public async Task What_is_not_a_picture_is_too_large_or_comes_without_the_key_is_refused()
    {
        await using EngineClient small = await EngineClient.StartAsync(ServiceLimits.Current with { MaximumRequestBytes = 1000 });

        (await PostAsync(engine.Client, [.. "This is no picture, and it goes on for a while."u8]))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InputUnsupportedFormat);
        (await PostAsync(engine.Client, Pictures.Read("cat.heic")[..4000]))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.ImageDecodeFailed);
        (await PostAsync(small, new byte[1001])).AssertRejected(HttpStatusCode.RequestEntityTooLarge, StatusCodes.InputOverLimit);
        var request = new HttpRequestMessage(HttpMethod.Post, "/picture") { Content = new ByteArrayContent(Pictures.Read("cat.heic")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Key", "another");
        (await engine.Client.SendAsync(request)).AssertRejected(HttpStatusCode.Unauthorized, StatusCodes.KeyInvalid);
    }

    private static bool IsRed(SKColor color) => color is { Red: > 180, Green: < 80, Blue: < 80 };

    private static (float X, float Y) PlaceOfRed(SKBitmap picture)
    {
        (int X, int Y)[] red =
        [
            .. from y in Enumerable.Range(0, picture.Height)
               from x in Enumerable.Range(0, picture.Width)
               where IsRed(picture.GetPixel(x, y))
               select (x, y),
        ];
        double right = red.Average(place => place.X) + 0.5;
        double down = red.Average(place => place.Y) + 0.5;
        return ((float)right / picture.Width, (float)down / picture.Height);
    }

    private static Task<EngineAnswer> PostAsync(EngineClient client, byte[] file) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/picture") { Content = new ByteArrayContent(file) });

    private async Task<(SKBitmap Shown, float[] Turn)> ShowAsync(byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using HttpResponseMessage response = await engine.Client.Http.PostAsync("/picture", content, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        byte[] jpeg = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        string turn = Assert.Single(response.Headers.GetValues("Picture-Turn"));
        return (SKBitmap.Decode(jpeg), [.. turn.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))]);
    }
}
