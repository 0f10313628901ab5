namespace Clarifai;

/// <summary>
/// One thing that a model says about an input, or about a part of it. Flat, so that it exports, sorts and groups as it is; and with the
/// same properties in pictures and videos, so that both go into one table.
/// </summary>
public abstract class Observation : AnswerObject
{
    private protected Observation(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The number of the sampled frame, from 0; null for a picture.</summary>
    public int? FrameIndex => Origin.Frame?.Index;

    /// <summary>The frame's time in milliseconds from the start of the video; null for a picture.</summary>
    public long? TimeMs => Origin.Frame?.TimeMs;

    /// <summary>The same about a frame of a video, where it was said about a picture or a piece of that video.</summary>
    internal Observation Place(AnswerOrigin origin)
    {
        var placed = (Observation)MemberwiseClone();
        placed.Origin = origin;
        return placed;
    }
}
