namespace Clarifai;

/// <summary>A frame taken from a video.</summary>
/// <param name="Places">
/// Where it is seen: first its own number and time stamp, in milliseconds from the start of the file; then the beginning of each further
/// interval in which no picture begins, as it is what one sees there all the same.
/// </param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Content">The picture, the right way up, as <see cref="FrameSamplerOptions.Encoding"/> asks.</param>
internal sealed record SampledFrame(IReadOnlyList<PlacedFrame> Places, int Width, int Height, byte[] Content)
{
    /// <summary>The number of the sampled frame, from 0.</summary>
    public int Index => Places[0].Index;

    /// <summary>When it is shown first.</summary>
    public long TimeMs => Places[0].TimeMs;
}
