namespace Clarifai;

/// <summary>
/// Puts the frames of a video's pieces on the whole video's clock. Frames are given in the order of the pieces and of their times. One that
/// comes less than a quarter of an interval after the one kept before it shows nothing new and is left out, so that the times strictly
/// increase and, where a service has a frame at the beginning of each interval of a piece, two that are kept are never more than one and a
/// quarter apart. One that has it in the middle leaves up to half an interval more before a cut; <see cref="SplitPlan"/> cuts where that is
/// no more than a quarter, if there are key frames.
/// </summary>
internal sealed class PieceClock
{
    private readonly int _sampleMs;
    private PlacedFrame? _last;

    /// <summary>Makes a clock at the start of a video.</summary>
    /// <param name="sampleMs">Milliseconds between frames, as asked of the service.</param>
    public PieceClock(int sampleMs)
    {
        if (sampleMs <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sampleMs), sampleMs, "An interval has at least a millisecond.");
        }

        _sampleMs = sampleMs;
    }

    /// <summary>Places a frame.</summary>
    /// <param name="piece">The piece it is in.</param>
    /// <param name="timeMs">Its time in the piece, in milliseconds.</param>
    /// <param name="frame">Its place in the whole video.</param>
    /// <returns>False for a frame that is left out.</returns>
    public bool TryPlace(VideoPiece piece, long timeMs, out PlacedFrame frame)
    {
        long whole = (long)Math.Round(piece.Start.TotalMilliseconds) + timeMs;
        if (_last is { } last && (whole - last.TimeMs) * 4 < _sampleMs)
        {
            frame = default;
            return false;
        }

        frame = new PlacedFrame(_last is { } before ? before.Index + 1 : 0, whole);
        _last = frame;
        return true;
    }
}
