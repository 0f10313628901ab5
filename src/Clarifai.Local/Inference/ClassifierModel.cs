namespace Clarifai.Local.Inference;

/// <summary>Returns the concepts of a classifier's labels.</summary>
internal sealed class ClassifierModel(ClassConcepts concepts, IPictureReader<float[]> classifier) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers => [classifier];

    public IPrediction Predict(Sight sight) => new ConceptPrediction(concepts.Ranked, concepts.Weigh(sight.Of(classifier)));
}
