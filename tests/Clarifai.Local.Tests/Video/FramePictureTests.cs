using Clarifai.Local.Imaging;
using Clarifai.Local.Video;
using SkiaSharp;

namespace Clarifai.Local.Tests.Video;

public sealed class FramePictureTests
{
    [Fact]
    public void The_pixels_are_those_of_the_frame_the_right_way_up_and_opaque()
    {
        // Red and green above, blue and white below; the byte to ignore is zero.
        byte[] pixels = [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0];

        using DecodedPicture picture = PictureDecoder.Decode(
            FramePicture.Of(2, 2, pixels), upright => upright, TestContext.Current.CancellationToken);

        Assert.Equal(SKAlphaType.Opaque, picture.Pixels.AlphaType);
        Assert.Equal(
            [new SKColor(255, 0, 0), new SKColor(0, 255, 0), new SKColor(0, 0, 255), new SKColor(255, 255, 255)],
            picture.Pixels.Pixels);
    }
}
