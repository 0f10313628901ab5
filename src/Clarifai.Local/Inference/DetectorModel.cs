namespace Clarifai.Local.Inference;

/// <summary>Returns what a detector finds, with positions.</summary>
internal sealed class DetectorModel(IPictureReader<DetectorReading> detector) : IPictureModel
{
    public IReadOnlyList<IPictureReader> Readers => [detector];

    public IPrediction Predict(Sight sight)
    {
        DetectorReading seen = sight.Of(detector);
        return new RegionPrediction(seen.Boxes, seen.Placement);
    }
}
