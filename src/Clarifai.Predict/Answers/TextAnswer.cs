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

    /// <summary>The text as it may be shown: strangers wrote it, so that what would steer a terminal is spelled out.</summary>
    /// <returns>The text with control characters and those that set a direction spelled out.</returns>
    public override string ToString() => VisibleText.Of(Text);
}
