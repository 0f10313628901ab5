namespace Clarifai.Local.Inference;

/// <summary>A name that a combined model can return.</summary>
/// <param name="Text">The name.</param>
/// <param name="Classes">
/// The classes whose probabilities add up to its own, ascending; empty for a name based only on other evidence.
/// </param>
/// <param name="Weight">The weight of its evidence, 0 to 1.</param>
internal sealed record EvidenceName(string Text, int[] Classes, double Weight)
{
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
