namespace Clarifai.Local.Storage;

/// <summary>An input to store.</summary>
/// <param name="Input">What the caller says about it.</param>
/// <param name="Hash">The SHA-256 of its picture.</param>
/// <param name="Embedder">The SHA-256 of the weights of the embedder.</param>
/// <param name="Embedding">Its features, of length 1.</param>
/// <param name="Predicted">What the general model sees in it: values by the concepts' ids.</param>
/// <param name="AllowsDuplicate">Stores it even if the app has an input with the same picture.</param>
internal sealed record NewInput(
    StoredInput Input,
    byte[] Hash,
    string Embedder,
    float[] Embedding,
    IReadOnlyDictionary<string, float> Predicted,
    bool AllowsDuplicate);
