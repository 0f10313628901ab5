using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>What is kept of an image that own models learn from.</summary>
internal sealed class ExamplePrediction(EmbeddingPrediction embedding, ConceptPrediction concepts, byte[] hash, OutputFilter kept)
    : IPrediction
{
    /// <summary>The SHA-256 of the image's bytes.</summary>
    public byte[] Hash { get; } = hash;

    /// <summary>The image's features, of length 1.</summary>
    public float[] Embedding => embedding.Vector;

    /// <summary>The values of what the general model sees, by the concepts' ids.</summary>
    public IReadOnlyDictionary<string, float> Concepts =>
        concepts.Describe(kept).ToDictionary(scored => scored.Concept.Id, scored => scored.Value);

    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        concepts.WriteData(json, filter);
        embedding.WriteData(json, filter);
    }
}
