namespace Clarifai.Local.Manifests;

/// <summary>The evidence from heads that were trained on an embedding.</summary>
internal sealed record HeadEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>The file with the heads; see <see cref="EmbeddingHead"/>.</summary>
    public required string File { get; init; }
}
