namespace Clarifai;

/// <summary>A part of an image, such as a face. What a model finds in it are separate objects with the same region id.</summary>
public sealed class Region : RegionObservation
{
    internal Region(AnswerOrigin origin, RegionOutline outline)
        : base(origin, outline) => Value = outline.Value;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The model's confidence that something is there, 0 to 1; null if not reported.</summary>
    public double? Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Outline!.ToString();
}
