namespace Clarifai.PowerShell;

/// <summary>A piece of a video that was cut.</summary>
internal sealed class PiecePart : VideoPart
{
    private readonly VideoPiece _piece;
    private readonly PieceClock _clock;

    public PiecePart(VideoTrack track, VideoPiece piece, PieceClock clock)
        : base(track)
    {
        _piece = piece;
        _clock = clock;
    }

    public override InputPart Place => new(Track.Input, (long)Math.Round(_piece.Start.TotalMilliseconds), []);

    public override IEnumerable<VideoFrame> Frames(PredictOutput output)
    {
        AnswerOrigin origin = Track.Origin(output);
        foreach (VideoFrame frame in output.Frames)
        {
            if (_clock.TryPlace(_piece, frame.TimeMs, out PlacedFrame placed))
            {
                yield return VideoFrame.Place(frame, origin.At(placed));
            }
        }
    }
}
