namespace Clarifai;

/// <summary>How sharp an image, or a part of it, is.</summary>
public sealed class Focus : RegionObservation
{
    internal Focus(AnswerOrigin origin, RegionOutline? outline)
        : base(origin, outline)
    {
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>How much of it is in focus, 0 to 1.</summary>
    public double Density { get; internal init; }

    /// <summary>The overall sharpness of the image, 0 to 1; null for a region.</summary>
    public double? Value { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Value is null
        ? FormattableString.Invariant($"density {Density:0.000}")
        : FormattableString.Invariant($"density {Density:0.000}, value {Value:0.000}");
}
