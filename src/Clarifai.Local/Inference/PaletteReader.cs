using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// Reads the main colors of an image. It decodes by itself, at its own scale, so that the palette does not depend on the other readers.
/// </summary>
internal sealed class PaletteReader : IPictureReader<IReadOnlyList<PaletteColor>>
{
    // Enough to distinguish shares of one percent; a JPEG is decoded at one eighth of its size.
    private static readonly SKSize SampleSize = new(96, 96);

    public int? ShorterSide => null;

    public IReadOnlyList<PaletteColor> Read(Sight sight)
    {
        using var decoded = PictureDecoder.Decode(
            sight.File, upright => SKRect.Create(SampleSize).AspectFit(upright).Size, sight.Cancellation);
        return Palette.Of(decoded.Pixels);
    }
}
