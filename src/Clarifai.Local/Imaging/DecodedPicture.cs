using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>A picture's pixels as they are stored, and how to turn them upright.</summary>
internal sealed class DecodedPicture(SKBitmap pixels, SKEncodedOrigin origin) : IDisposable
{
    public SKBitmap Pixels { get; } = pixels;

    public SKSizeI UprightSize { get; } = PictureOrientation.TurnUpright(pixels.Info.Size, origin);

    public SKMatrix ToUpright { get; } = PictureOrientation.ToUpright(pixels.Info.Size, origin);

    public void Dispose() => Pixels.Dispose();
}
