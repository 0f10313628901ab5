using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.TextReading;

/// <summary>Draws parts of an image, upright, as input of a network. It does not own the image.</summary>
internal sealed class PagePicture : IDisposable
{
    private static readonly SKSamplingOptions Larger = new(SKFilterMode.Linear);

    // Bilinear sampling misses the thin strokes of small letters. Copies of the image, each half the size of the previous one, preserve
    // them; two copies are blended, as the wanted size is between theirs.
    private static readonly SKSamplingOptions Smaller = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private readonly DecodedPicture _picture;
    private readonly SKImage _image;

    public PagePicture(DecodedPicture picture)
    {
        _picture = picture;
        picture.Pixels.SetImmutable();
        _image = SKImage.FromBitmap(picture.Pixels);
    }

    /// <summary>The upright image's pixels.</summary>
    public SKSizeI Size => _picture.UprightSize;

    /// <summary>Draws the part that falls into a bitmap; the rest is black.</summary>
    /// <param name="size">The bitmap's pixels.</param>
    /// <param name="toBitmap">The transform from the upright image.</param>
    /// <returns>Pixels of blue, green, red and a byte to ignore; the caller disposes them.</returns>
    public SKBitmap Draw(SKSizeI size, SKMatrix toBitmap)
    {
        var drawn = new SKBitmap();
        try
        {
            var info = new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque, _picture.Pixels.ColorSpace);
            PictureDecoder.Allocate(drawn, info);
            using var canvas = new SKCanvas(drawn);
            canvas.Clear(SKColors.Black);
            SKMatrix fromStored = toBitmap.PreConcat(_picture.ToUpright);
            canvas.SetMatrix(fromStored);
            float scale = MathF.Sqrt(MathF.Abs((fromStored.ScaleX * fromStored.ScaleY) - (fromStored.SkewX * fromStored.SkewY)));
            canvas.DrawImage(_image, 0, 0, scale < 1 ? Smaller : Larger);
            return drawn;
        }
        catch
        {
            drawn.Dispose();
            throw;
        }
    }

    public void Dispose() => _image.Dispose();
}
