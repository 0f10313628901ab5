namespace Clarifai.Local.Inference;

/// <summary>What an embedder sees in a picture.</summary>
/// <param name="Embedding">The picture's features, of length 1.</param>
/// <param name="Classes">One probability a label; none where it has no labels.</param>
internal sealed record EmbedderReading(float[] Embedding, float[] Classes);
