namespace Clarifai;

/// <summary>A frame extracted from a video.</summary>
/// <param name="Places">
/// The positions where it is shown: first its own number and timestamp, in milliseconds from the start of the file; then the beginning of
/// each further interval in which no frame begins, as it is still shown there.
/// </param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Content">The upright image in the encoding of <see cref="FrameSamplerOptions.Encoding"/>.</param>
internal sealed record SampledFrame(IReadOnlyList<PlacedFrame> Places, int Width, int Height, byte[] Content)
{
    /// <summary>The number of the sampled frame, from 0.</summary>
    public int Index => Places[0].Index;

    /// <summary>When it is first shown.</summary>
    public long TimeMs => Places[0].TimeMs;
}
