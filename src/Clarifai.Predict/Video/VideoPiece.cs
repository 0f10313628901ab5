namespace Clarifai;

/// <summary>A part of a video as a file of its own.</summary>
/// <param name="Path">The full path of the file; it is the video itself where that did not have to be cut.</param>
/// <param name="Start">When the piece's own clock, which counts from the start of its file, is at 0 on the whole video's.</param>
/// <param name="Duration">Time from its first picture to the next piece's, or to the end of the video.</param>
internal sealed record VideoPiece(string Path, TimeSpan Start, TimeSpan Duration);
