namespace Clarifai;

/// <summary>Something that a model says about a picture as a whole, or about one frame of a video.</summary>
public abstract class FramedObservation : Observation
{
    private PlacedFrame? _frame;

    private protected FramedObservation(AnswerOrigin origin, PlacedFrame? frame)
        : base(origin) => _frame = frame;

    /// <summary>The number of the sampled frame, from 0; null for a picture.</summary>
    public int? FrameIndex => _frame?.Index;

    /// <summary>The frame's time in milliseconds from the start of the video; null for a picture.</summary>
    public long? TimeMs => _frame?.TimeMs;

    internal sealed override Observation Place(AnswerOrigin origin, PlacedFrame frame)
    {
        var placed = (FramedObservation)MemberwiseClone();
        placed.Origin = origin;
        placed._frame = frame;
        return placed;
    }
}
