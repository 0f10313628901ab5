namespace Clarifai.Local.Storage;

/// <summary>An input as a model learns from it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Metadata">The caller's metadata: a JSON object; null if there is none.</param>
/// <param name="Hash">The SHA-256 of its picture, in hexadecimal.</param>
/// <param name="Embedder">The SHA-256 of the weights of its embedder.</param>
/// <param name="Embedding">Its features, of length 1.</param>
/// <param name="Given">Whether it is an example of a concept or a counterexample, by the concept's id.</param>
internal sealed record TrainingInput(
    string Id, string? Metadata, string Hash, string Embedder, float[] Embedding, IReadOnlyDictionary<string, bool> Given);
