namespace Clarifai.Local.Manifests;

/// <summary>A concept computed from an embedding of length 1 by logistic regression.</summary>
internal sealed record EmbeddingHead
{
    /// <summary>One per number of the embedding.</summary>
    public required double[] Weights { get; init; }

    public required double Bias { get; init; }

    /// <summary>The concept's id in answers; by default it is derived from the name.</summary>
    public string? Id { get; init; }

    /// <summary>Names that the concept implies.</summary>
    public IReadOnlyList<string> Implies { get => field ?? []; init; }

    /// <summary>Maps the probability to the evidence; by default they are equal.</summary>
    public ValueTable? Values { get; init; }
}
