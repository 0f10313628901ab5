namespace Clarifai;

/// <summary>A frame taken from a video.</summary>
/// <param name="Index">The number of the sampled frame, from 0.</param>
/// <param name="TimeMs">When it is shown: the frame's own time stamp, in milliseconds from the video's first frame.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Content">The picture, the right way up, as <see cref="FrameSamplerOptions.Encoding"/> asks.</param>
internal sealed record SampledFrame(int Index, long TimeMs, int Width, int Height, byte[] Content);
