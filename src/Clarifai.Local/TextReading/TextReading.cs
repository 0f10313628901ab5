using Clarifai.Local.Imaging;

namespace Clarifai.Local.TextReading;

/// <summary>The text that was read in a picture.</summary>
/// <param name="Lines">The lines, in reading order.</param>
/// <param name="Placement">Where the upright picture lies in the stored one.</param>
internal sealed record TextReading(IReadOnlyList<TextLine> Lines, PicturePlacement Placement);
