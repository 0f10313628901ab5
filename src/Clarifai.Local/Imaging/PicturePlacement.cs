using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>The position of an image in a network's input: maps a position there back to the stored image.</summary>
internal readonly struct PicturePlacement
{
    private readonly SKMatrix _toFractions;

    /// <param name="fromStored">From the stored pixels to those of the network's input.</param>
    /// <param name="stored">How many pixels are stored.</param>
    /// <param name="height">How many pixels of the network's input the upright image is high.</param>
    public PicturePlacement(SKMatrix fromStored, SKSizeI stored, float height)
    {
        _toFractions = SKMatrix.CreateScale(1f / stored.Width, 1f / stored.Height).PreConcat(fromStored.Invert());
        Height = height;
    }

    /// <summary>How many pixels of the network's input the upright image is high.</summary>
    public float Height { get; }

    /// <summary>
    /// The same position as fractions of the stored image's width and height, from its upper left corner, clipped to the image.
    /// </summary>
    public SKRect ToStored(SKRect place)
    {
        SKRect mapped = _toFractions.MapRect(place);
        return new SKRect(Clamp(mapped.Left), Clamp(mapped.Top), Clamp(mapped.Right), Clamp(mapped.Bottom));

        static float Clamp(float fraction) => Math.Clamp(fraction, 0, 1);
    }
}
