using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>The evidence from class probabilities: a name has the sum of its classes, reduced by its breadth.</summary>
internal sealed class ClassEvidence
{
    private readonly double _tail;
    private readonly EvidenceName[] _names;

    /// <param name="manifest">The settings.</param>
    /// <param name="classes">The names that follow from classes.</param>
    /// <param name="names">The table they are added to, before all others.</param>
    /// <exception cref="InvalidDataException">A name whose breadth the settings specify does not exist.</exception>
    public ClassEvidence(ClassEvidenceManifest manifest, ClassNames classes, NameTable names)
    {
        _tail = manifest.Tail;
        _ = classes.Find(manifest.AnyBreadth);
        foreach ((string name, int[] own) in classes.All)
        {
            double loss = manifest.AnyBreadth.Contains(name, StringComparer.Ordinal) ? 0 : manifest.Breadth * Math.Log2(own.Length);
            names.Add(new EvidenceName(name, own, 1 - loss));
        }

        _names = [.. names.Names];
    }

    /// <summary>Removes the flat tail from the probabilities.</summary>
    public double[] Trim(float[] probabilities)
    {
        float[] sorted = [.. probabilities];
        Array.Sort(sorted);
        double median = ((double)sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return Array.ConvertAll(probabilities, probability => Math.Max(0, probability - (_tail * median)));
    }

    /// <param name="probabilities">One per class, without their tail.</param>
    /// <param name="values">The evidence of each name.</param>
    public void Weigh(double[] probabilities, double[] values)
    {
        for (int index = 0; index < _names.Length; index++)
        {
            values[index] = EvidenceName.Sum(probabilities, _names[index].Classes) * _names[index].Weight;
        }
    }
}
