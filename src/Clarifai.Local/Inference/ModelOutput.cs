namespace Clarifai.Local.Inference;

/// <summary>What a model answers with.</summary>
internal enum ModelOutput
{
    Concepts,
    Regions,
    Colors,
}
