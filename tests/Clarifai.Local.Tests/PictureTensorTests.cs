using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>The numbers that a network gets of a picture.</summary>
public sealed class PictureTensorTests
{
    private const int Width = 4;
    private const int Height = 2;

    private static readonly SKColor Orange = new(200, 100, 50);

    private static readonly PictureInput Input = new()
    {
        Width = Width,
        Height = Height,
        Layout = TensorLayout.Nchw,
        ColorOrder = ColorOrder.Bgr,
        Mean = [1, 2, 3],
        StandardDeviation = [10, 20, 40],
        Views = [PictureView.Stretch],
    };

    [Fact]
    public void Planes_of_blue_green_and_red_are_normalized_each_by_its_own()
    {
        float[] tensor = Fill(Input, Pictures.Solid(40, 20, Orange));

        Assert.Equal([.. Plane((50f - 1) / 10), .. Plane((100f - 2) / 20), .. Plane((200f - 3) / 40)], tensor);
    }

    [Fact]
    public void Interleaved_red_green_and_blue_too()
    {
        float[] tensor = Fill(Input with { Layout = TensorLayout.Nhwc, ColorOrder = ColorOrder.Rgb }, Pictures.Solid(40, 20, Orange));

        float[] pixel = [(200f - 1) / 10, (100f - 2) / 20, (50f - 3) / 40];
        Assert.Equal([.. Enumerable.Repeat(pixel, Width * Height).SelectMany(values => values)], tensor);
    }

    [Fact]
    public void The_shape_says_the_layout()
    {
        Assert.Equal([1, 3, Height, Width], new PictureTensor(Input).Shape);
        Assert.Equal([1, Height, Width, 3], new PictureTensor(Input with { Layout = TensorLayout.Nhwc }).Shape);
    }

    [Fact]
    public void A_letterboxed_picture_keeps_its_proportions_in_the_middle_of_black()
    {
        float[] red = Fill(Input, Pictures.Solid(30, 30, Orange), PictureView.Letterbox)[^(Width * Height)..];

        float[] row = [(0f - 3) / 40, (200f - 3) / 40, (200f - 3) / 40, (0f - 3) / 40];
        Assert.Equal([.. row, .. row], red);
    }

    [Fact]
    public void What_is_transparent_is_white()
    {
        float[] tensor = Fill(Input, Pictures.Solid(40, 20, SKColors.Transparent));

        Assert.Equal([.. Plane((255f - 1) / 10), .. Plane((255f - 2) / 20), .. Plane((255f - 3) / 40)], tensor);
    }

    [Fact]
    public void A_small_picture_is_enlarged()
    {
        float[] tensor = Fill(Input, Pictures.Solid(1, 1, Orange));

        Assert.Equal(Plane((200f - 3) / 40), tensor[^(Width * Height)..]);
    }

    [Fact]
    public void The_center_is_seven_eighths_of_the_middle() =>
        AssertSees([18f / 64, 1f / 16, 46f / 64, 15f / 16], Input, PictureView.Center, Pictures.Solid(64, 16, Orange));

    [Theory]
    [InlineData(40, 20, 4, 2f / 8, 1f / 4, 6f / 8, 3f / 4)]
    [InlineData(20, 40, 4, 0f / 4, 3f / 8, 4f / 4, 5f / 8)]
    [InlineData(10, 7, 5, 2f / 7, 2f / 5, 6f / 7, 4f / 5)]
    public void A_crop_is_the_middle_of_the_picture_at_another_size(
        int width, int height, int resizeSize, float left, float top, float right, float bottom) =>
        AssertSees(
            [left, top, right, bottom], Input with { ResizeSize = resizeSize }, PictureView.Crop, Pictures.Solid(width, height, Orange));

    private static void AssertSees(float[] expected, PictureInput input, PictureView view, byte[] picture)
    {
        using var decoded = PictureDecoder.Decode(picture, upright => upright, TestContext.Current.CancellationToken);
        var tensor = new PictureTensor(input);
        float[] values = new float[tensor.Length];

        PicturePlacement placement = tensor.Fill(decoded, view, values);

        Assert.Equal(Plane((200f - 3) / 40), values[^(Width * Height)..]);
        SKRect place = placement.ToStored(SKRect.Create(Width, Height));
        Assert.All(
            expected.Zip([place.Left, place.Top, place.Right, place.Bottom]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private static float[] Plane(float value) => [.. Enumerable.Repeat(value, Width * Height)];

    private static float[] Fill(PictureInput input, byte[] picture, PictureView view = PictureView.Stretch)
    {
        using var decoded = PictureDecoder.Decode(picture, upright => upright, TestContext.Current.CancellationToken);
        WhiteGround.LayUnder(decoded.Pixels);
        var tensor = new PictureTensor(input);
        float[] values = new float[tensor.Length];
        tensor.Fill(decoded, view, values);
        return values;
    }
}
