namespace Clarifai.Local.Inference;

/// <summary>Says what a detector finds, with its places.</summary>
internal sealed class DetectorModel(IPictureReader<DetectorReading> detector) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers => [detector];

    public IPrediction Predict(Sight sight)
    {
        DetectorReading seen = sight.Of(detector);
        return new RegionPrediction(seen.Boxes, seen.Placement);
    }
}
