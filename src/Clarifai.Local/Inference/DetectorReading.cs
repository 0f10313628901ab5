using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>What a detector found in an image.</summary>
/// <param name="Boxes">The confident detections, each once, in descending order of confidence.</param>
/// <param name="Placement">The position of the image in the network's input.</param>
internal record DetectorReading(IReadOnlyList<ScoredBox> Boxes, PicturePlacement Placement);
