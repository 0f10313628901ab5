using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>What the probabilities of classes say: a name has the sum of its classes, times what its breadth leaves of it.</summary>
internal sealed class ClassEvidence
{
    private readonly double _tail;
    private readonly EvidenceName[] _names;

    /// <param name="manifest">The settings.</param>
    /// <param name="classes">The names that follow from classes.</param>
    /// <param name="names">Where they are added, before all others.</param>
    /// <exception cref="InvalidDataException">There is no name of any breadth as the settings say.</exception>
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

    /// <summary>Takes the flat tail off the probabilities.</summary>
    public double[] Trim(float[] probabilities)
    {
        float[] sorted = [.. probabilities];
        Array.Sort(sorted);
        double median = ((double)sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return Array.ConvertAll(probabilities, probability => Math.Max(0, probability - (_tail * median)));
    }

    /// <param name="probabilities">One a class, without their tail.</param>
    /// <param name="values">What is known of each name.</param>
    public void Weigh(double[] probabilities, double[] values)
    {
        for (int index = 0; index < _names.Length; index++)
        {
            values[index] = EvidenceName.Sum(probabilities, _names[index].Classes) * _names[index].Weight;
        }
    }
}
