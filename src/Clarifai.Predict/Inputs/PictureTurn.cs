using System.Globalization;

namespace Clarifai;

/// <summary>
/// How a picture was turned upright before it was sent: a place (x, y) of the stored picture lies at (a x + b y + c, d x + e y + f) in the
/// upright one, both in fractions of the picture.
/// </summary>
internal sealed record PictureTurn(double A, double B, double C, double D, double E, double F)
{
    /// <summary>The header in which the local engine gives the six numbers.</summary>
    public const string Header = "Picture-Turn";

    /// <returns>Null where the picture was upright.</returns>
    /// <exception cref="FormatException">These are not six numbers of a turn.</exception>
    public static PictureTurn? Parse(string header)
    {
        double[] numbers = [.. header.Split(' ').Select(number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))];
        if (numbers is not [var a, var b, var c, var d, var e, var f] || (a * e) - (b * d) == 0)
        {
            throw new FormatException($"'{header}' is not a valid {Header} header.");
        }

        return numbers is [1, 0, 0, 0, 1, 0] ? null : new PictureTurn(a, b, c, d, e, f);
    }

    /// <summary>The edges that a region of the upright picture has in the stored one.</summary>
    public (double Top, double Left, double Bottom, double Right) ToStored(double top, double left, double bottom, double right)
    {
        (double oneX, double oneY) = ToStored(left, top);
        (double otherX, double otherY) = ToStored(right, bottom);
        return (Math.Min(oneY, otherY), Math.Min(oneX, otherX), Math.Max(oneY, otherY), Math.Max(oneX, otherX));
    }

    private (double X, double Y) ToStored(double x, double y)
    {
        double determinant = (A * E) - (B * D);
        return ((((x - C) * E) - ((y - F) * B)) / determinant, (((y - F) * A) - ((x - C) * D)) / determinant);
    }
}
