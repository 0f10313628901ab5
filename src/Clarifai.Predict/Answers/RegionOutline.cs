namespace Clarifai;

/// <summary>The position of a region in an image. Everything found in the region shares one object.</summary>
internal sealed record RegionOutline
{
    public string? Id { get; init; }

    /// <summary>The model's confidence that something is there.</summary>
    public double? Value { get; init; }

    public double? Top { get; init; }

    public double? Left { get; init; }

    public double? Bottom { get; init; }

    public double? Right { get; init; }

    public MaskImage? Mask { get; init; }

    public override string ToString() => Top is null
        ? Id ?? ""
        : FormattableString.Invariant($"{Top:0.000},{Left:0.000} - {Bottom:0.000},{Right:0.000}");
}
