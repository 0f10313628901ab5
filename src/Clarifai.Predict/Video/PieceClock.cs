namespace Clarifai;

/// <summary>
/// Converts the times of frames in pieces to the clock of the whole video. Frames are passed in the order of the pieces and of their times.
/// A frame less than a quarter of an interval after the previous kept one shows nothing new and is dropped, so that the times strictly
/// increase. If the service samples the beginning of each interval of a piece, two kept frames are never more than one and a quarter
/// intervals apart. A service that samples the middle leaves up to half an interval more before a cut; <see cref="SplitPlan"/> cuts where
/// that is at most a quarter, if there are key frames.
/// </summary>
/// <param name="sampleMs">Milliseconds between frames, as requested from the service.</param>
internal sealed class PieceClock(int sampleMs)
{
    private readonly int _sampleMs = sampleMs > 0 ? sampleMs : throw new ArgumentOutOfRangeException(
        nameof(sampleMs), sampleMs, "An interval must be at least one millisecond.");

    private PlacedFrame? _last;

    /// <summary>Places a frame.</summary>
    /// <param name="piece">The piece it is in.</param>
    /// <param name="timeMs">Its time in the piece, in milliseconds.</param>
    /// <param name="frame">Its position in the whole video.</param>
    /// <returns>False for a frame that is dropped.</returns>
    public bool TryPlace(VideoPiece piece, long timeMs, out PlacedFrame frame)
    {
        long whole = (long)Math.Round(piece.Start.TotalMilliseconds) + timeMs;
        frame = new PlacedFrame(_last?.Index + 1 ?? 0, whole);
        if ((whole - _last?.TimeMs) * 4 < _sampleMs)
        {
            return false;
        }

        _last = frame;
        return true;
    }
}
