using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>An image's pixels as they are stored, and how to turn them upright.</summary>
internal sealed class DecodedPicture(SKBitmap pixels, SKEncodedOrigin origin) : IDisposable
{
    public SKBitmap Pixels { get; } = pixels;

    public SKEncodedOrigin Origin { get; } = origin;

    public SKSizeI UprightSize { get; } = PictureOrientation.TurnUpright(pixels.Info.Size, origin);

    public SKMatrix ToUpright { get; } = PictureOrientation.ToUpright(pixels.Info.Size, origin);

    /// <summary>The same for places that are fractions of the stored and of the upright image.</summary>
    public SKMatrix FractionsToUpright { get; } = PictureOrientation.ToUpright(new SKSizeI(1, 1), origin);

    public void Dispose() => Pixels.Dispose();
}
