using System.Globalization;

namespace Clarifai;

/// <summary>A part of a picture. The edges are fractions of the stored picture's height and width, from its top left corner.</summary>
public sealed class Region
{
    /// <summary>The id of the region.</summary>
    public string? Id { get; init; }

    /// <summary>The upper edge, 0 to 1 of the height.</summary>
    public double Top { get; init; }

    /// <summary>The left edge, 0 to 1 of the width.</summary>
    public double Left { get; init; }

    /// <summary>The lower edge, 0 to 1 of the height.</summary>
    public double Bottom { get; init; }

    /// <summary>The right edge, 0 to 1 of the width.</summary>
    public double Right { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0:0.000},{1:0.000} - {2:0.000},{3:0.000}", Top, Left, Bottom, Right);
}
