namespace Clarifai.Local.Inference;

/// <summary>What an embedder found in an image.</summary>
/// <param name="Embedding">The image's features, of length 1.</param>
/// <param name="Classes">One probability per label; empty without labels.</param>
internal sealed record EmbedderReading(float[] Embedding, float[] Classes);
