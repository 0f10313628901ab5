using Clarifai.Local.Imaging;

namespace Clarifai.Local.Inference;

/// <summary>What a face detector found in an image.</summary>
/// <param name="Boxes">The confident faces, each once, in descending order of confidence.</param>
/// <param name="Placement">The position of the image in the network's input.</param>
/// <param name="Score">The confidence of the most confident face, even below the threshold.</param>
/// <param name="Height">The height of that face, as a share of the upright image's.</param>
internal sealed record FaceReading(IReadOnlyList<ScoredBox> Boxes, PicturePlacement Placement, float Score, float Height)
    : DetectorReading(Boxes, Placement);
