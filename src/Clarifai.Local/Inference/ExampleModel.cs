using System.Security.Cryptography;

namespace Clarifai.Local.Inference;

/// <summary>Returns what is kept of an image that own models learn from: its features, and what the general model sees in it.</summary>
internal sealed class ExampleModel(IPictureModel embedder, IPictureModel general, OutputFilter kept) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers { get; } = [.. embedder.Readers, .. general.Readers];

    public IPrediction Predict(Sight sight)
    {
        var embedding = (EmbeddingPrediction)embedder.Predict(sight);
        var concepts = (ConceptPrediction)general.Predict(sight);
        return new ExamplePrediction(embedding, concepts, SHA256.HashData(sight.File.Span), kept);
    }
}
