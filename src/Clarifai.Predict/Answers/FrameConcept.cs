namespace Clarifai;

/// <summary>A concept in one frame of a video.</summary>
public class FrameConcept : Concept
{
    private readonly PlacedFrame _frame;

    internal FrameConcept(AnswerOrigin origin, PlacedFrame frame, in ConceptFields fields)
        : base(origin, fields) => _frame = frame;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The number of the sampled frame, from 0.</summary>
    public int FrameIndex => _frame.Index;

    /// <summary>The frame's time in milliseconds from the start of the video.</summary>
    public long TimeMs => _frame.TimeMs;
}
