namespace Clarifai;

/// <summary>
/// Something that a model says about a region of a picture, or about all of it: then there is no region. The edges are fractions of the
/// stored picture's height and width, from its top left corner; null where the answer has no box.
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
