namespace Clarifai.Local.Inference;

/// <summary>Combines the readings of several networks.</summary>
internal sealed class CombinedModel(
    Evidence evidence,
    IPictureReader<EmbedderReading>? classes,
    IPictureReader<ObjectReading>? objects,
    IPictureReader<EmbedderReading>? heads,
    IPictureReader<FaceReading>? faces) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers { get; } =
        [.. ((IPictureReader?[])[classes, objects, heads, faces]).OfType<IPictureReader>()];

    public IPrediction Predict(Sight sight) => new ConceptPrediction(evidence.Ranked, evidence.Weigh(new Seen
    {
        Classes = classes is null ? null : sight.Of(classes).Classes,
        Objects = objects is null ? null : sight.Of(objects).Highest,
        Embedding = heads is null ? null : sight.Of(heads).Embedding,
        Face = faces is null ? null : (sight.Of(faces).Score, sight.Of(faces).Height),
    }));
}
