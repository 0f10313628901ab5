using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>The main colours of a picture's pixels. It has no weights: its table of names is all that it knows.</summary>
internal sealed class PaletteModel : IPictureModel
{
    // Enough to tell shares of a hundredth apart; a JPEG is decoded at an eighth for it.
    private static readonly SKSize SampleSize = new(96, 96);

    private readonly NamedColor[] _names;

    public PaletteModel(ModelFolder folder)
    {
        folder.ExpectWeights();
        _names = NamedColor.ReadTable(ModelFile.Read(folder.WeightsPath));
    }

    public IPrediction Predict(ReadOnlyMemory<byte> picture, CancellationToken cancellation)
    {
        using var decoded = PictureDecoder.Decode(picture, upright => SKRect.Create(SampleSize).AspectFit(upright).Size, cancellation);
        return new ColorPrediction(Name(Palette.Of(decoded.Pixels)));
    }

    // Two parts of the palette with one name are one colour.
    private List<ScoredColor> Name(IEnumerable<PaletteColor> palette) => [.. palette
        .GroupBy(color => _names.MinBy(name => name.Color.DistanceSquared(color.Mean))!)
        .Select(group =>
        {
            var whole = PaletteColor.Sum(group);
            return new ScoredColor(whole.Hex, group.Key, whole.Share);
        })
        .OrderByDescending(color => color.Value).ThenBy(color => color.Name.Name, StringComparer.Ordinal)];
}
