namespace Clarifai.Local.Inference;

/// <summary>What a model folder's manifest.json says: where the weights are from and how to feed and read them.</summary>
internal sealed record ModelManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The model's own name; an answer never carries the name of the service's model.</summary>
    public required string Name { get; init; }

    /// <summary>The short name of the public model that this one stands in for.</summary>
    public required string Serves { get; init; }

    public required ModelFamily Family { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Weights { get; init; }

    public required string Sha256 { get; init; }

    public required string Vocabulary { get; init; }

    public required string Taxonomy { get; init; }

    public required string ConceptIdPrefix { get; init; }

    /// <summary>The score from which on a class counts as seen; below it the model guesses.</summary>
    public required float DetectionThreshold { get; init; }

    public required PictureInput Input { get; init; }

    public required IReadOnlyList<string> ScoreOutputs { get; init; }

    public required ModelProvenance Provenance { get; init; }
}
