using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The evidence from a detector's objects, as far as the classes support it.</summary>
internal sealed class ObjectEvidence
{
    private readonly ValueTable _values;
    private readonly IReadOnlyList<EvidenceName> _names;
    private readonly Label[] _labels;

    /// <param name="manifest">The settings.</param>
    /// <param name="objects">One per label of the detector.</param>
    /// <param name="classes">The names derived from classes.</param>
    /// <param name="names">The table to which names derived only from objects are added.</param>
    /// <exception cref="InvalidDataException">Support is required from a name that is not derived from a class.</exception>
    public ObjectEvidence(ObjectEvidenceManifest manifest, IReadOnlyList<DetectedObject> objects, ClassNames classes, NameTable names)
    {
        _values = manifest.Values;
        _names = names.Names;
        var animals = new Support(manifest.Animals, classes);
        var others = new Support(manifest.Others, classes);
        _labels =
        [
            .. objects.Select(known => new Label(
                names.IndicesOf(known.Name, known.Broader),
                known.Support.Count == 0 ? null : classes.Find(known.Support),
                known.Animal ? animals : others)),
        ];
    }

    /// <param name="scores">One per label.</param>
    /// <param name="probabilities">One per class, without their tail.</param>
    /// <param name="values">The evidence of each name.</param>
    public void Weigh(float[] scores, double[] probabilities, double[] values)
    {
        for (int index = 0; index < scores.Length; index++)
        {
            Label label = _labels[index];
            double value = _values[scores[index]];
            if (value == 0)
            {
                continue;
            }

            if (label.Classes is { } classes)
            {
                value *= label.Support.LeftBy(EvidenceName.Sum(probabilities, classes), probabilities);
            }

            foreach (int name in label.Names)
            {
                double mine = value * _names[name].Weight;

                // Names derived only from objects take the maximum: a fork and a knife do not increase the confidence in cutlery.
                values[name] = _names[name].Classes.Length > 0 ? Evidence.Either(values[name], mine) : Math.Max(values[name], mine);
            }
        }
    }

    private sealed record Label(int[] Names, int[]? Classes, Support Support);

    private sealed class Support(SupportManifest manifest, ClassNames classes)
    {
        private readonly int[]? _outOf = manifest.OutOf is { } name ? classes.Find(name) : null;

        public double LeftBy(double support, double[] probabilities) =>
            manifest.Left[_outOf is null ? support : support / (EvidenceName.Sum(probabilities, _outOf) + manifest.Plus)];
    }
}
