using Clarifai.Local.Imaging;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Tests;

public sealed class PictureDecoderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_large_JPEG_is_decoded_at_the_smallest_scale_that_covers_what_is_wanted()
    {
        byte[] picture = Pictures.Solid(1600, 800, SKColors.Red, SKEncodedImageFormat.Jpeg);

        using var decoded = PictureDecoder.Decode(picture, _ => new SKSize(500, 250), Cancellation);

        Assert.Equal(new SKSizeI(600, 300), decoded.Pixels.Info.Size);
    }

    [Fact]
    public void A_small_picture_is_decoded_whole()
    {
        using var decoded = PictureDecoder.Decode(Pictures.Solid(30, 20, SKColors.Red), upright => upright, Cancellation);

        Assert.Equal(new SKSizeI(30, 20), decoded.Pixels.Info.Size);
    }

    [Fact]
    public void The_wanted_size_is_of_the_upright_picture()
    {
        byte[] turned = Pictures.StoreTurned(Pictures.Solid(160, 80, SKColors.Red, SKEncodedImageFormat.Jpeg), SKEncodedOrigin.RightTop);
        SKSizeI asked = default;

        using var decoded = PictureDecoder.Decode(
            turned,
            upright =>
            {
                asked = upright;
                return upright;
            },
            Cancellation);

        Assert.Equal(new SKSizeI(160, 80), asked);
        Assert.Equal(new SKSizeI(80, 160), decoded.Pixels.Info.Size);
        Assert.Equal(new SKSizeI(160, 80), decoded.UprightSize);
    }

    [Fact]
    public void The_pixel_limit_stands_before_decoding()
    {
        byte[] claiming = Pictures.PngClaiming(10_000, 8_501);

        var rejected = Assert.Throws<InputRejectedException>(() => PictureDecoder.Decode(claiming, upright => upright, Cancellation));

        Assert.Equal(StatusCodes.InputOverLimit, rejected.Code);
        Assert.Contains("85 megapixels", rejected.Message, StringComparison.Ordinal);
    }
}
