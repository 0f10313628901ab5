using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>The eight orientations that EXIF knows, as maps from stored pixels to the upright picture.</summary>
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

    private static SKMatrix Map(float xFromX, float xFromY, float x, float yFromX, float yFromY, float y) =>
        new(xFromX, xFromY, x, yFromX, yFromY, y, 0, 0, 1);
}
