namespace Clarifai.Local.Manifests;

/// <summary>The evidence from heads that were trained on an embedding.</summary>
internal sealed record HeadEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>The file with the heads; see <see cref="EmbeddingHead"/>.</summary>
    public required string File { get; init; }

    /// <summary>
    /// Each image has one of the concepts or none of them: the values and the one of "none" add up to 1. By default the concepts are
    /// independent.
    /// </summary>
    public bool Exclusive { get; init; }
}
