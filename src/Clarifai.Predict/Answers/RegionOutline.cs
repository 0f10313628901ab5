using System.Globalization;

namespace Clarifai;

/// <summary>Which part of a picture is meant. One object for all that is said about the region.</summary>
internal sealed record RegionOutline
{
    public string? Id { get; init; }

    /// <summary>How sure the model is that there is something.</summary>
    public double? Value { get; init; }

    public double? Top { get; init; }

    public double? Left { get; init; }

    public double? Bottom { get; init; }

    public double? Right { get; init; }

    public MaskImage? Mask { get; init; }

    public override string ToString() => Top is null
        ? Id ?? ""
        : string.Format(CultureInfo.InvariantCulture, "{0:0.000},{1:0.000} - {2:0.000},{3:0.000}", Top, Left, Bottom, Right);
}
