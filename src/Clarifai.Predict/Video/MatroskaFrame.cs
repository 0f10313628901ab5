namespace Clarifai;

/// <summary>A frame in a Matroska stream.</summary>
/// <param name="TimeMs">Its timestamp.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record MatroskaFrame(long TimeMs, byte[] Content);
