namespace Clarifai;

/// <summary>
/// Something a model found in a region of an image, or in the whole image, which has no region. The edges are fractions of the stored
/// image's height and width, from its top left corner; null if the answer has no box.
/// </summary>
public abstract class RegionObservation : Observation
{
    private protected RegionObservation(AnswerOrigin origin, RegionOutline? outline)
        : base(origin) => Outline = outline;

    /// <summary>The id of the region.</summary>
    public string? RegionId => Outline?.Id;

    /// <summary>The upper edge, 0 to 1 of the height.</summary>
    public double? Top => Outline?.Top;

    /// <summary>The left edge, 0 to 1 of the width.</summary>
    public double? Left => Outline?.Left;

    /// <summary>The lower edge, 0 to 1 of the height.</summary>
    public double? Bottom => Outline?.Bottom;

    /// <summary>The right edge, 0 to 1 of the width.</summary>
    public double? Right => Outline?.Right;

    internal RegionOutline? Outline { get; }
}
