namespace Clarifai;

/// <summary>A color of an image, and how much of the image has it.</summary>
public sealed class Color : Observation
{
    internal Color(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The color itself, e.g. #f2f2f2.</summary>
    public string? Hex { get; internal init; }

    /// <summary>The name of the nearest W3C color, e.g. WhiteSmoke.</summary>
    public string? Name { get; internal init; }

    /// <summary>The W3C color of that name, e.g. #f5f5f5.</summary>
    public string? W3CHex { get; internal init; }

    /// <summary>The share of the image that has this color, 0 to 1; the shares of all colors add up to about 1.</summary>
    public double Value { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name ?? Hex} {Value:0.000}");
}
