using Clarifai.Local.Imaging;

namespace Clarifai.Local.TextReading;

/// <summary>The text that was read in an image.</summary>
/// <param name="Lines">The lines, in reading order.</param>
/// <param name="Placement">The position of the upright image in the stored one.</param>
internal sealed record TextReading(IReadOnlyList<TextLine> Lines, PicturePlacement Placement);
