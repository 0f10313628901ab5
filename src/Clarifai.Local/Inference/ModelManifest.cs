namespace Clarifai.Local.Inference;

/// <summary>What a model folder's manifest.json says: where the weights are from and how to feed and read them.</summary>
internal sealed record ModelManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The model's own name; an answer never carries the name of the service's model.</summary>
    public required string Name { get; init; }

    /// <summary>The ids that the model answers to, and with what; without it the folder's name, and what the family gives.</summary>
    public IReadOnlyDictionary<string, ModelOutput>? Serves { get; init; }

    public required ModelFamily Family { get; init; }

    /// <summary>When the weights were made or converted; without it the time of their file.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The file that the answers come from: an ONNX network, or a palette's table of colours.</summary>
    public required string Weights { get; init; }

    /// <summary>Where given, no other weights are loaded.</summary>
    public string? Sha256 { get; init; }

    /// <summary>A file with a label a line, in the order of the network's output.</summary>
    public string? Labels { get; init; }

    /// <summary>A file with names for labels, broader concepts and sums; see <see cref="ModelTaxonomy"/>.</summary>
    public string? Taxonomy { get; init; }

    public string ConceptIdPrefix { get => field ?? ""; init; }

    /// <summary>The value from which on something counts as seen; below it the model guesses.</summary>
    public float Threshold { get; init; }

    public Activation Activation { get; init; }

    public PictureInput? Input { get; init; }

    /// <summary>A classifier's output, where the network has several.</summary>
    public string? Output { get; init; }

    public ModelProvenance? Provenance { get; init; }
}
