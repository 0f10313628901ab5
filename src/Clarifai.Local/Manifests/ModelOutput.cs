namespace Clarifai.Local.Manifests;

/// <summary>What a model returns.</summary>
internal enum ModelOutput
{
    Concepts,
    Regions,
    Colors,
    Embeddings,
    Texts,
}
