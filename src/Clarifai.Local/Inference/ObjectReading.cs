using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>What an object detector found in an image.</summary>
/// <param name="Boxes">The confident detections, each once, in descending order of confidence.</param>
/// <param name="Placement">The position of the image in the network's input.</param>
/// <param name="Highest">The highest score of each label anywhere in the image.</param>
internal sealed record ObjectReading(IReadOnlyList<ScoredBox> Boxes, PicturePlacement Placement, float[] Highest)
    : DetectorReading(Boxes, Placement);
