namespace Clarifai.Local.TextReading;

/// <summary>The rectangle of minimum area around some points. One of its sides lies on a side of the points' convex hull.</summary>
internal static class SmallestRectangle
{
    /// <param name="points">The points; not all of them on one line.</param>
    /// <returns>The rectangle, at an angle above -45° and up to 45°.</returns>
    public static TurnedRectangle Around(IEnumerable<(int X, int Y)> points)
    {
        List<(int X, int Y)> hull = FindHull([.. points.Distinct().Order()]);
        TurnedRectangle best = default;
        double least = double.PositiveInfinity;
        for (int index = 0; index < hull.Count; index++)
        {
            TurnedRectangle rectangle = AlongSide(hull, hull[index], hull[(index + 1) % hull.Count]);
            double area = rectangle.Width * rectangle.Height;
            (best, least) = area < least ? (rectangle, area) : (best, least);
        }

        int quarters = (int)Math.Ceiling((best.Angle / (Math.PI / 2)) - 0.5);
        return best.Turn(-quarters);
    }

    private static TurnedRectangle AlongSide(List<(int X, int Y)> hull, (int X, int Y) from, (int X, int Y) to)
    {
        double angle = Math.Atan2(to.Y - from.Y, to.X - from.X);
        (double sine, double cosine) = Math.SinCos(angle);
        (double left, double right, double top, double bottom) =
            (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        foreach ((int x, int y) in hull)
        {
            double along = (x * cosine) + (y * sine);
            double across = (y * cosine) - (x * sine);
            (left, right) = (Math.Min(left, along), Math.Max(right, along));
            (top, bottom) = (Math.Min(top, across), Math.Max(bottom, across));
        }

        (double middle, double center) = ((left + right) / 2, (top + bottom) / 2);
        return new TurnedRectangle(
            (middle * cosine) - (center * sine), (middle * sine) + (center * cosine), right - left, bottom - top, angle);
    }

    // Andrew's monotone chain over points from the left to the right: one half of the hull, then the other on the way back.
    private static List<(int X, int Y)> FindHull(List<(int X, int Y)> points)
    {
        List<(int X, int Y)> hull = FindHalf(points);
        points.Reverse();
        hull.AddRange(FindHalf(points));
        return hull;
    }

    private static List<(int X, int Y)> FindHalf(List<(int X, int Y)> points)
    {
        List<(int X, int Y)> half = [];
        foreach ((int X, int Y) point in points)
        {
            while (half.Count > 1 && !TurnsLeft(half[^2], half[^1], point))
            {
                half.RemoveAt(half.Count - 1);
            }

            half.Add(point);
        }

        // The last point is the first of the other half.
        half.RemoveAt(half.Count - 1);
        return half;
    }

    private static bool TurnsLeft((int X, int Y) from, (int X, int Y) over, (int X, int Y) to) =>
        ((long)(over.X - from.X) * (to.Y - from.Y)) - ((long)(over.Y - from.Y) * (to.X - from.X)) > 0;
}
