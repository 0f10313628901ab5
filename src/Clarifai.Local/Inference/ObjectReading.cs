using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>What a detector of objects sees in a picture.</summary>
/// <param name="Boxes">The things that are sure enough, each once, the surest first.</param>
/// <param name="Placement">Where in the network's input the picture lies.</param>
/// <param name="Highest">The highest score anywhere in the picture, one a label.</param>
internal sealed record ObjectReading(IReadOnlyList<ScoredBox> Boxes, PicturePlacement Placement, float[] Highest)
    : DetectorReading(Boxes, Placement);
