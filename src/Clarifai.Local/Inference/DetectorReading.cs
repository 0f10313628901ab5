using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>What a detector sees in a picture.</summary>
/// <param name="Boxes">The things that are sure enough, each once, the surest first.</param>
/// <param name="Placement">Where in the network's input the picture lies.</param>
internal record DetectorReading(IReadOnlyList<ScoredBox> Boxes, PicturePlacement Placement);
