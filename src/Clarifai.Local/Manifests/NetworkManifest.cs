namespace Clarifai.Local.Manifests;

/// <summary>One of a model's networks: weights of its own and how to feed and read them, or the network of another model.</summary>
internal sealed record NetworkManifest
{
    /// <summary>The folder of the model whose network it is; then everything else is said there.</summary>
    public string? Of { get; init; }

    /// <summary>The ONNX file.</summary>
    public string? Weights { get; init; }

    public PictureInput? Input { get; init; }

    /// <summary>A file with a label a line, in the order of the output.</summary>
    public string? Labels { get; init; }

    /// <summary>The output with a score a label, where the network has several.</summary>
    public string? Output { get; init; }

    public Activation Activation { get; init; }

    /// <summary>The output with an embedder's features, where the network has several.</summary>
    public string? Embedding { get; init; }
}
