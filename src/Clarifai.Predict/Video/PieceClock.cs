namespace Clarifai;

/// <summary>
/// Converts the times of frames in pieces to the clock of the whole video. Frames are passed in the order of the pieces and of their times.
/// A frame less than a quarter of an interval after the previous kept one shows nothing new and is dropped, so that the times strictly
/// increase. If the service samples the beginning of each interval of a piece, two kept frames are never more than one and a quarter
/// intervals apart. A service that samples the middle leaves up to half an interval more before a cut; <see cref="SplitPlan"/> cuts where
/// that is at most a quarter, if there are key frames.
/// </summary>
internal sealed class PieceClock
{
    private readonly int _sampleMs;
    private PlacedFrame? _last;

    /// <summary>Creates a clock at the start of a video.</summary>
    /// <param name="sampleMs">Milliseconds between frames, as requested from the service.</param>
    public PieceClock(int sampleMs)
    {
        if (sampleMs <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sampleMs), sampleMs, "An interval must be at least one millisecond.");
        }

        _sampleMs = sampleMs;
    }

    /// <summary>Places a frame.</summary>
    /// <param name="piece">The piece it is in.</param>
    /// <param name="timeMs">Its time in the piece, in milliseconds.</param>
    /// <param name="frame">Its position in the whole video.</param>
    /// <returns>False for a frame that is dropped.</returns>
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
