namespace Clarifai.Local.TextReading;

/// <summary>A line of text that was read.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Value">The mean probability of its characters.</param>
/// <param name="Place">Its position, with the angle in which it is read.</param>
internal sealed record TextLine(string Text, float Value, TurnedRectangle Place)
{
    /// <summary>The number of characters; one beyond U+FFFF counts once.</summary>
    public int Length => Text.EnumerateRunes().Count();
}
