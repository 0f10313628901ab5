namespace Clarifai;

/// <summary>A part of a picture, such as a face. What a model sees in it are objects of their own with the same region id.</summary>
public sealed class Region : RegionObservation
{
    internal Region(AnswerOrigin origin, RegionOutline outline)
        : base(origin, outline) => Value = outline.Value;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>How sure the model is that there is something, 0 to 1; null where it does not say.</summary>
    public double? Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Outline!.ToString();
}
