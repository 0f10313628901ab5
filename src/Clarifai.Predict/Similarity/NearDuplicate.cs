namespace Clarifai;

/// <summary>A picture of a group of near-duplicates: pictures that are linked by similar ones.</summary>
public sealed class NearDuplicate : SourcedObject
{
    internal NearDuplicate(AnswerOrigin origin, int group, double similarity, int groupSize)
        : base(origin)
    {
        Group = group;
        Similarity = similarity;
        GroupSize = groupSize;
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The number of the group, from 1.</summary>
    public int Group { get; }

    /// <summary>
    /// The similarity to the group's first picture, the one with the most bytes, which itself has 1. In a chain of similar pictures, it can
    /// be below the least similarity that links two of them.
    /// </summary>
    public double Similarity { get; }

    /// <summary>The number of pictures in the group.</summary>
    public int GroupSize { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Group}: {Origin.ShownSource} {Similarity:0.000}");
}
