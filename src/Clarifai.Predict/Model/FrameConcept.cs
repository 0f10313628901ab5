namespace Clarifai;

/// <summary>A concept in one frame of a video.</summary>
public class FrameConcept : Concept
{
    internal FrameConcept(AnswerOrigin origin, int frameIndex, long timeMs, string? id, string name, double value, string? appId)
        : base(origin, id, name, value, appId)
    {
        FrameIndex = frameIndex;
        TimeMs = timeMs;
    }

    /// <summary>The number of the sampled frame, from 0.</summary>
    public int FrameIndex { get; }

    /// <summary>The frame's time in milliseconds from the start of the video.</summary>
    public long TimeMs { get; }
}
