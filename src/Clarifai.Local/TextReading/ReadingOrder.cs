using System.Numerics;

namespace Clarifai.Local.TextReading;

/// <summary>
/// The order in which a person reads a page: in the direction of most of its text, from top to bottom, and within a row from left to right.
/// </summary>
internal static class ReadingOrder
{
    // Lines whose centers are closer than this share of the smaller one's height are in the same row.
    private const double SameRow = 0.5;

    public static IReadOnlyList<TextLine> Of(IReadOnlyList<TextLine> lines)
    {
        if (lines.Count == 0)
        {
            return lines;
        }

        Complex direction = DirectionOf(lines);
        List<List<(TextLine Line, Complex At)>> rows = [];
        foreach ((TextLine Line, Complex At) next in lines
            .Select(line => (Line: line, At: new Complex(line.Place.X, line.Place.Y) * Complex.Conjugate(direction)))
            .OrderBy(line => line.At.Imaginary))
        {
            if (rows is [.., [.., var last]]
                && next.At.Imaginary - last.At.Imaginary < SameRow * Math.Min(next.Line.Place.Height, last.Line.Place.Height))
            {
                rows[^1].Add(next);
            }
            else
            {
                rows.Add([next]);
            }
        }

        return [.. rows.SelectMany(row => row.OrderBy(line => line.At.Real)).Select(line => line.Line)];
    }

    private static Complex DirectionOf(IReadOnlyList<TextLine> lines)
    {
        Complex sum = lines.Aggregate(Complex.Zero, (sum, line) => sum + Complex.FromPolarCoordinates(line.Length, line.Place.Angle));
        if (sum.Magnitude < 1)
        {
            // The directions cancel each other out: the longest line decides.
            sum = Complex.FromPolarCoordinates(1, lines.MaxBy(line => line.Length)!.Place.Angle);
        }

        return sum / sum.Magnitude;
    }
}
