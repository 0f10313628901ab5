namespace Clarifai;

/// <summary>
/// A concept in a part of the image. The edges are fractions of the stored image's height and width, from its top left corner; null if the
/// answer has no box.
/// </summary>
public sealed class RegionConcept : Concept
{
    internal RegionConcept(AnswerOrigin origin, RegionOutline outline, in ConceptFields fields)
        : base(origin, fields) => Outline = outline;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The id of the region.</summary>
    public string? RegionId => Outline.Id;

    /// <summary>The upper edge, 0 to 1 of the height.</summary>
    public double? Top => Outline.Top;

    /// <summary>The left edge, 0 to 1 of the width.</summary>
    public double? Left => Outline.Left;

    /// <summary>The lower edge, 0 to 1 of the height.</summary>
    public double? Bottom => Outline.Bottom;

    /// <summary>The right edge, 0 to 1 of the width.</summary>
    public double? Right => Outline.Right;

    internal RegionOutline Outline { get; }
}
