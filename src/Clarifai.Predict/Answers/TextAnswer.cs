namespace Clarifai;

/// <summary>A text that a model read in a picture or in a part of it, or wrote.</summary>
public sealed class TextAnswer : RegionObservation
{
    internal TextAnswer(AnswerOrigin origin, RegionOutline? outline, string text)
        : base(origin, outline) => Text = text;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>How sure the model is of the region, 0 to 1; null where it does not say.</summary>
    public double? Value => Outline?.Value;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
