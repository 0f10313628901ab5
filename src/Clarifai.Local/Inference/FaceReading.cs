using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>What a detector of faces sees in a picture.</summary>
/// <param name="Boxes">The faces that are sure enough, each once, the surest first.</param>
/// <param name="Placement">Where in the network's input the picture lies.</param>
/// <param name="Score">How sure the surest face is, be it sure enough or not.</param>
/// <param name="Height">The height of that face, as a share of the upright picture's.</param>
internal sealed record FaceReading(IReadOnlyList<ScoredBox> Boxes, PicturePlacement Placement, float Score, float Height)
    : DetectorReading(Boxes, Placement);
