using System.Globalization;

namespace Clarifai;

/// <summary>A color of a picture, and how much of the picture has it.</summary>
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

    /// <summary>The name of the W3C's color that is next to it, e.g. WhiteSmoke.</summary>
    public string? Name { get; internal init; }

    /// <summary>The W3C's color of that name, e.g. #f5f5f5.</summary>
    public string? W3CHex { get; internal init; }

    /// <summary>The part of the picture that has it, 0 to 1; those of all colors are about 1.</summary>
    public double Value { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1:0.000}", Name ?? Hex, Value);
}
