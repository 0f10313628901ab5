namespace Clarifai.Local.Inference;

/// <summary>Returns an image's features.</summary>
internal sealed class EmbeddingModel(IPictureReader<EmbedderReading> embedder) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers => [embedder];

    public IPrediction Predict(Sight sight) => new EmbeddingPrediction(sight.Of(embedder).Embedding);
}
