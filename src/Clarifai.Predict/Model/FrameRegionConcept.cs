namespace Clarifai;

/// <summary>A concept in a part of one frame of a video. The edges are fractions of the frame's height and width, from its top left corner.</summary>
public sealed class FrameRegionConcept : FrameConcept
{
    internal FrameRegionConcept(
        AnswerOrigin origin, int frameIndex, long timeMs, Region region, string? id, string name, double value, string? appId)
        : base(origin, frameIndex, timeMs, id, name, value, appId) => Region = region;

    /// <summary>The id of the region.</summary>
    public string? RegionId => Region.Id;

    /// <summary>The upper edge, 0 to 1 of the height.</summary>
    public double Top => Region.Top;

    /// <summary>The left edge, 0 to 1 of the width.</summary>
    public double Left => Region.Left;

    /// <summary>The lower edge, 0 to 1 of the height.</summary>
    public double Bottom => Region.Bottom;

    /// <summary>The right edge, 0 to 1 of the width.</summary>
    public double Right => Region.Right;

    internal Region Region { get; }
}
