using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>Where a picture lies in a network's input: the way from a place there back to one in the picture as it is stored.</summary>
internal readonly struct PicturePlacement
{
    private readonly SKMatrix _toFractions;

    /// <param name="fromStored">From the stored pixels to those of the network's input.</param>
    /// <param name="stored">How many pixels are stored.</param>
    /// <param name="height">How many pixels of the network's input the upright picture is high.</param>
    public PicturePlacement(SKMatrix fromStored, SKSizeI stored, float height)
    {
        _toFractions = SKMatrix.CreateScale(1f / stored.Width, 1f / stored.Height).PreConcat(fromStored.Invert());
        Height = height;
    }

    /// <summary>How many pixels of the network's input the upright picture is high.</summary>
    public float Height { get; }

    /// <summary>
    /// The same place as fractions of the stored picture's width and height, from its upper left corner, at most the whole.
    /// </summary>
    public SKRect ToStored(SKRect place)
    {
        SKRect mapped = _toFractions.MapRect(place);
        return new SKRect(Clamp(mapped.Left), Clamp(mapped.Top), Clamp(mapped.Right), Clamp(mapped.Bottom));

        static float Clamp(float fraction) => Math.Clamp(fraction, 0, 1);
    }
}
