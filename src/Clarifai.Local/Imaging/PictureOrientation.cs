using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>The eight EXIF orientations, as maps from stored pixels to the upright image.</summary>
internal static class PictureOrientation
{
    public static SKSizeI TurnUpright(SKSizeI stored, SKEncodedOrigin origin) =>
        origin >= SKEncodedOrigin.LeftTop ? new SKSizeI(stored.Height, stored.Width) : stored;

    public static SKMatrix ToUpright(SKSizeI stored, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => Map(-1, 0, stored.Width, 0, 1, 0),
        SKEncodedOrigin.BottomRight => Map(-1, 0, stored.Width, 0, -1, stored.Height),
        SKEncodedOrigin.BottomLeft => Map(1, 0, 0, 0, -1, stored.Height),
        SKEncodedOrigin.LeftTop => Map(0, 1, 0, 1, 0, 0),
        SKEncodedOrigin.RightTop => Map(0, -1, stored.Height, 1, 0, 0),
        SKEncodedOrigin.RightBottom => Map(0, -1, stored.Height, -1, 0, stored.Width),
        SKEncodedOrigin.LeftBottom => Map(0, 1, 0, -1, 0, stored.Width),
        _ => SKMatrix.Identity,
    };

    /// <summary>Turns pixels upright.</summary>
    /// <param name="stored">The pixels as they are stored.</param>
    /// <param name="size">Their dimensions.</param>
    /// <param name="origin">How they are stored.</param>
    /// <param name="upright">A buffer of the same size.</param>
    public static void TurnUpright(ReadOnlySpan<uint> stored, SKSizeI size, SKEncodedOrigin origin, Span<uint> upright)
    {
        int width = TurnUpright(size, origin).Width;
        SKMatrix map = ToUpright(size, origin);
        for (int row = 0; row < size.Height; row++)
        {
            for (int column = 0; column < size.Width; column++)
            {
                (float x, float y) = (column + 0.5f, row + 0.5f);
                int right = (int)((map.ScaleX * x) + (map.SkewX * y) + map.TransX);
                int down = (int)((map.SkewY * x) + (map.ScaleY * y) + map.TransY);
                upright[(down * width) + right] = stored[(row * size.Width) + column];
            }
        }
    }

    private static SKMatrix Map(float xFromX, float xFromY, float x, float yFromX, float yFromY, float y) =>
        new(xFromX, xFromY, x, yFromX, yFromY, y, 0, 0, 1);
}
