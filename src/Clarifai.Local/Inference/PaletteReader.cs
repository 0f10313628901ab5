using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// Reads the main colors of a picture's pixels. It decodes by itself, at a scale of its own: the palette is the same whatever else looks at
/// the picture.
/// </summary>
internal sealed class PaletteReader : IPictureReader<IReadOnlyList<PaletteColor>>
{
    // Enough to tell shares of a hundredth apart; a JPEG is decoded at an eighth for it.
    private static readonly SKSize SampleSize = new(96, 96);

    public int? ShorterSide => null;

    public IReadOnlyList<PaletteColor> Read(Sight sight)
    {
        using var decoded = PictureDecoder.Decode(
            sight.File, upright => SKRect.Create(SampleSize).AspectFit(upright).Size, sight.Cancellation);
        return Palette.Of(decoded.Pixels);
    }
}
