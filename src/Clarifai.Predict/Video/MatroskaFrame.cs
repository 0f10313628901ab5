namespace Clarifai;

/// <summary>A frame as Matroska carries it.</summary>
/// <param name="TimeMs">Its time stamp.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record MatroskaFrame(long TimeMs, byte[] Content);
