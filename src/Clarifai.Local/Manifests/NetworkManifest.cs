namespace Clarifai.Local.Manifests;

/// <summary>One of a model's networks: its own weights with their input and output, or the network of another model.</summary>
internal sealed record NetworkManifest
{
    /// <summary>The folder of the model whose network is used; everything else is then specified there.</summary>
    public string? Of { get; init; }

    /// <summary>The SHA-256 of the weights of that network; if specified, no others are accepted.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The ONNX file.</summary>
    public string? Weights { get; init; }

    public PictureInput? Input { get; init; }

    /// <summary>A file with one label per line, in the order of the output.</summary>
    public string? Labels { get; init; }

    /// <summary>The output with one score per label, if the network has several outputs.</summary>
    public string? Output { get; init; }

    public Activation Activation { get; init; }

    /// <summary>The output with an embedder's features, if the network has several outputs.</summary>
    public string? Embedding { get; init; }

    /// <summary>
    /// The output with the typical features of each of an embedder's classes, the same for every image: training uses them as
    /// counterexamples.
    /// </summary>
    public string? Prototypes { get; init; }
}
