namespace Clarifai;

/// <summary>
/// One thing a model found in an input or in a part of it. Flat, so that it exports, sorts and groups as it is; with the same properties
/// for images and videos, so that both fit into one table.
/// </summary>
public abstract class Observation : AnswerObject
{
    private protected Observation(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The number of the sampled frame, from 0; null for an image.</summary>
    public int? FrameIndex => Origin.Frame?.Index;

    /// <summary>The frame's time in milliseconds from the start of the video; null for an image.</summary>
    public long? TimeMs => Origin.Frame?.TimeMs;

    /// <summary>The same observation, placed at a frame of a video whose frame or piece it was made in.</summary>
    internal Observation Place(AnswerOrigin origin)
    {
        var placed = (Observation)MemberwiseClone();
        placed.Origin = origin;
        return placed;
    }
}
