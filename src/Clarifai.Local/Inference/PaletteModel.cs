using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>Names the main colors of an image. It has no weights, only a table of names.</summary>
internal sealed class PaletteModel(IReadOnlyList<NamedColor> names, IPictureReader<IReadOnlyList<PaletteColor>> palette) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers => [palette];

    // Two clusters of the palette with the same name are one color.
    public IPrediction Predict(Sight sight) => new ColorPrediction([.. sight.Of(palette)
        .GroupBy(color => names.MinBy(name => name.Color.DistanceSquared(color.Mean))!)
        .Select(group =>
        {
            var whole = PaletteColor.Sum(group);
            return new ScoredColor(whole.Hex, group.Key, whole.Share);
        })
        .OrderByDescending(color => color.Value).ThenBy(color => color.Name.Name, StringComparer.Ordinal)]);
}
