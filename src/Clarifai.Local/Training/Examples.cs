namespace Clarifai.Local.Training;

/// <summary>What a regression learns from: images with their features, and which concepts each shows.</summary>
/// <param name="Vectors">The features, of length 1.</param>
/// <param name="Targets">Of each image, one number per concept: 1 if it shows the concept, 0 if not, or a share of several.</param>
/// <param name="Counts">Of each image, whether it counts for each concept.</param>
internal sealed record Examples(IReadOnlyList<float[]> Vectors, IReadOnlyList<float[]> Targets, IReadOnlyList<bool[]> Counts)
{
    public Examples Where(Func<int, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, Vectors.Count).Where(isKept)];
        return new Examples(
            Array.ConvertAll(kept, index => Vectors[index]),
            Array.ConvertAll(kept, index => Targets[index]),
            Array.ConvertAll(kept, index => Counts[index]));
    }
}
