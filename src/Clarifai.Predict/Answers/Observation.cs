namespace Clarifai;

/// <summary>
/// One thing that a model says about an input, or about a part of it. Flat, so that it exports, sorts and groups as it is.
/// </summary>
public abstract class Observation : AnswerObject
{
    private protected Observation(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <summary>The same about a frame of a video, where it was said about a picture or a piece of that video.</summary>
    internal abstract Observation Place(AnswerOrigin origin, PlacedFrame frame);
}
