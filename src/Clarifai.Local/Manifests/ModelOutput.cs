namespace Clarifai.Local.Manifests;

/// <summary>What a model answers with.</summary>
internal enum ModelOutput
{
    Concepts,
    Regions,
    Colors,
    Embeddings,
    Texts,
}
