namespace Clarifai.Local.Inference;

/// <summary>What the networks of a combined model see in a picture; null is what it has no network for.</summary>
internal sealed record Seen
{
    /// <summary>One probability a class.</summary>
    public float[]? Classes { get; init; }

    /// <summary>The highest score of each label of a detector.</summary>
    public float[]? Objects { get; init; }

    /// <summary>The features of the picture, of length 1.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>How sure the surest face is, and its height as a share of the picture's.</summary>
    public (float Score, float Height)? Face { get; init; }
}
