namespace Clarifai.Local.Inference;

/// <summary>What the networks of a combined model found in an image; null where it has no such network.</summary>
internal sealed record Seen
{
    /// <summary>One probability per class.</summary>
    public float[]? Classes { get; init; }

    /// <summary>The highest score of each label of a detector.</summary>
    public float[]? Objects { get; init; }

    /// <summary>The features of the image, of length 1.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>The confidence of the most confident face, and its height as a share of the image's.</summary>
    public (float Score, float Height)? Face { get; init; }
}
