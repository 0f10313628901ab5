namespace Clarifai;

/// <summary>A text that a model read in an image or a part of it, or generated.</summary>
public sealed class TextAnswer : RegionObservation
{
    internal TextAnswer(AnswerOrigin origin, RegionOutline? outline, string text)
        : base(origin, outline) => Text = text;

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The model's confidence in the region, 0 to 1; null if not reported.</summary>
    public double? Value => Outline?.Value;

    /// <summary>The text in a form that is safe to display: it is untrusted, so characters that control a terminal are escaped.</summary>
    /// <returns>The text with control and bidirectional characters escaped.</returns>
    public override string ToString() => VisibleText.Of(Text);
}
