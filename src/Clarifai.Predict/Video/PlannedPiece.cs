namespace Clarifai;

/// <summary>A run of groups that fits the limits.</summary>
/// <param name="FirstPacket">The number of its first packet among those of the picture's stream.</param>
/// <param name="PicturePackets">Packets of the picture's stream.</param>
/// <param name="Start">When its first picture is shown, from the start of the file.</param>
/// <param name="Duration">Time up to the next piece's first picture, or to the video's end.</param>
internal sealed record PlannedPiece(int FirstPacket, int PicturePackets, TimeSpan Start, TimeSpan Duration);
