namespace Clarifai;

/// <summary>A sequence of groups within the limits.</summary>
/// <param name="FirstPacket">The number of its first packet among those of the video stream.</param>
/// <param name="PicturePackets">Packets of the video stream.</param>
/// <param name="Start">When its first frame is shown, from the start of the file.</param>
/// <param name="Duration">The time up to the next piece's first frame, or to the video's end.</param>
internal sealed record PlannedPiece(int FirstPacket, int PicturePackets, TimeSpan Start, TimeSpan Duration);
