namespace Clarifai.Local.Inference;

/// <summary>A name that a combined model can say.</summary>
/// <param name="Text">The name.</param>
/// <param name="Classes">
/// The classes whose probabilities add up to its own, ascending; none for a name that other evidence alone gives.
/// </param>
/// <param name="Weight">What its evidence counts, 0 to 1.</param>
internal sealed record EvidenceName(string Text, int[] Classes, double Weight)
{
    /// <summary>Whether this is what the other is, and not all of it.</summary>
    public bool IsNarrowerThan(EvidenceName other)
    {
        int found = 0;
        foreach (int index in other.Classes)
        {
            found += found < Classes.Length && Classes[found] == index ? 1 : 0;
        }

        return found == Classes.Length && found is > 0 && found < other.Classes.Length;
    }

    /// <summary>The sum of some of the probabilities.</summary>
    public static double Sum(double[] probabilities, int[] classes)
    {
        double sum = 0;
        foreach (int index in classes)
        {
            sum += probabilities[index];
        }

        return sum;
    }
}
