namespace Clarifai;

/// <summary>A part of a video as a separate file.</summary>
/// <param name="Path">The full path of the file; the video itself if it did not have to be cut.</param>
/// <param name="Start">When the piece's clock, which counts from the start of its file, is 0, on the clock of the whole video.</param>
/// <param name="Duration">The time from its first frame to the next piece's, or to the end of the video.</param>
internal sealed record VideoPiece(string Path, TimeSpan Start, TimeSpan Duration);
