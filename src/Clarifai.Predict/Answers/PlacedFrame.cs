namespace Clarifai;

/// <summary>A frame's place in a whole video.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="TimeMs">Its time in milliseconds from the start of the video.</param>
internal readonly record struct PlacedFrame(int Index, long TimeMs);
