namespace Clarifai.Local.Manifests;

/// <summary>A concept that is told by an embedding of length 1: a logistic regression.</summary>
internal sealed record EmbeddingHead
{
    /// <summary>One a number of the embedding.</summary>
    public required double[] Weights { get; init; }

    public required double Bias { get; init; }

    /// <summary>What is true where the concept is.</summary>
    public IReadOnlyList<string> Implies { get => field ?? []; init; }

    /// <summary>From the probability to the evidence; without it they are the same.</summary>
    public ValueTable? Values { get; init; }
}
