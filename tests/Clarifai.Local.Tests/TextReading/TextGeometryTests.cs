using Clarifai.Local.TextReading;
using SkiaSharp;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>From a map of what belongs to text to the rectangles around its lines.</summary>
public sealed class TextGeometryTests
{
    [Fact]
    public void Pixels_that_touch_belong_together_also_at_a_corner()
    {
        string[] drawn =
        [
            "##..#",
            "..#..",
            "....#",
            "#...#",
        ];

        IReadOnlyList<ConnectedArea> areas = FindAreas(drawn);

        Assert.Equal([3, 1, 2, 1], areas.Select(area => area.PixelCount));
        Assert.Equal([(0, 0), (0, 1), (2, 0), (2, 1), (2, 1), (2, 2), (3, 1), (3, 2)], areas[0].Corners);
    }

    [Fact]
    public void Parts_that_meet_further_down_are_one()
    {
        string[] drawn =
        [
            "#.#.#.#",
            "#.#.#.#",
            "#.###.#",
            "#..#..#",
            ".##.##.",
        ];

        ConnectedArea area = Assert.Single(FindAreas(drawn));
        Assert.Equal(drawn.Sum(row => row.Count(pixel => pixel == '#')), area.PixelCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Areas_are_those_that_a_flood_fills(int seed)
    {
        var random = new Random(seed);
        const int width = 37;
        float[] map = [.. Enumerable.Range(0, width * 41).Select(_ => random.NextSingle())];

        IEnumerable<(int, double)> areas =
            ConnectedArea.FindAll(map, width, 0.6f).Select(area => (area.PixelCount, Math.Round(area.Mean, 4)));

        Assert.Equal(Flood(map, width, 0.6f), areas);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-30)]
    [InlineData(44)]
    [InlineData(-44)]
    public void The_smallest_rectangle_around_a_turned_one_is_that_one(int degrees)
    {
        var drawn = new TurnedRectangle(300, 200, 240, 30, degrees * Math.PI / 180);

        var found = SmallestRectangle.Around(CornersOfPixelsIn(drawn, 600, 400));

        Assert.Equal(drawn.X, found.X, 1.0);
        Assert.Equal(drawn.Y, found.Y, 1.0);
        Assert.Equal(drawn.Width, found.Width, 2.5);
        Assert.Equal(drawn.Height, found.Height, 2.5);
        Assert.Equal(drawn.Angle, found.Angle, 0.01);
    }

    [Fact]
    public void A_single_pixel_has_a_rectangle_of_one()
    {
        var found = SmallestRectangle.Around([(5, 7), (6, 7), (5, 8), (6, 8)]);

        double[] parts = [found.X, found.Y, found.Width, found.Height, found.Angle];
        Assert.Equal([5.5, 7.5, 1, 1, 0], parts.Select(part => Math.Round(part, 9)));
    }

    [Fact]
    public void Its_angle_is_never_over_half_a_quarter()
    {
        var steep = new TurnedRectangle(200, 200, 240, 30, 80 * Math.PI / 180);

        var found = SmallestRectangle.Around(CornersOfPixelsIn(steep, 400, 400));

        Assert.Equal(-10 * Math.PI / 180, found.Angle, 0.01);
        Assert.True(found.Height > found.Width);
    }

    [Fact]
    public void Turned_by_four_quarters_it_is_what_it_was()
    {
        var line = new TurnedRectangle(10, 20, 100, 30, 0.25);
        TurnedRectangle turned = line.Turn(1).Turn(1).Turn(2);

        Assert.Equal((line.Width, line.Height), (turned.Width, turned.Height));
        Assert.Equal(line.Angle, turned.Angle, 1e-9);
        Assert.Equal((30d, 100d), (line.Turn(3).Width, line.Turn(3).Height));
    }

    [Fact]
    public void The_way_to_an_upright_line_starts_at_its_upper_left_corner()
    {
        // A column that is read from the bottom up: what lies to its left in the picture is above it.
        var line = new TurnedRectangle(100, 200, 80, 20, -Math.PI / 2);
        var way = line.ToUpright(new SKSizeI(160, 40));

        AssertNear(new SKPoint(0, 0), way.MapPoint(90, 240));
        AssertNear(new SKPoint(160, 40), way.MapPoint(110, 160));
        Assert.Equal(new SKRect(90, 160, 110, 240), Round(line.Bounds));
        Assert.True(line.Contains(100, 239));
        Assert.False(line.Contains(111, 200));
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(4000, 3000)]
    [InlineData(1200, 2400)]
    [InlineData(199, 5000)]
    [InlineData(300, 12_001)]
    public void A_picture_that_is_no_long_page_is_looked_at_as_a_whole(int width, int height) =>
        Assert.Equal([SKRectI.Create(width, height)], TextFinder.CutIntoPieces(new SKSizeI(width, height)));

    [Theory]
    [InlineData(1200, 12_000)]
    [InlineData(1000, 2001)]
    [InlineData(9000, 700)]
    public void The_pieces_of_a_long_page_overlap_and_end_where_it_ends(int width, int height)
    {
        IReadOnlyList<SKRectI> pieces = TextFinder.CutIntoPieces(new SKSizeI(width, height));

        int shorter = Math.Min(width, height);
        Assert.All(pieces, piece => Assert.Equal(1.3 * shorter, Math.Max(piece.Width, piece.Height), 0.5));
        Assert.Equal(SKRectI.Create(width, height), pieces.Aggregate(SKRectI.Union));
        foreach ((SKRectI piece, SKRectI next) in pieces.Zip(pieces.Skip(1)))
        {
            var shared = SKRectI.Intersect(piece, next);
            Assert.True(Math.Min(shared.Width, shared.Height) >= (int)(0.15 * shorter), $"{piece} and {next}");
            Assert.NotEqual(piece, next);
        }
    }

    private static IReadOnlyList<ConnectedArea> FindAreas(string[] drawn) => ConnectedArea.FindAll(
        [.. drawn.SelectMany(row => row.Select(pixel => pixel == '#' ? 1f : 0))], drawn[0].Length, 0.5f);

    private static List<(int, double)> Flood(float[] map, int width, float threshold)
    {
        var left = Enumerable.Range(0, map.Length).Where(at => map[at] > threshold).ToHashSet();
        List<(int, double)> areas = [];
        for (int start = 0; start < map.Length; start++)
        {
            if (!left.Remove(start))
            {
                continue;
            }

            List<int> area = [start];
            for (int next = 0; next < area.Count; next++)
            {
                (int x, int y) = (area[next] % width, area[next] / width);
                area.AddRange(left.Where(at => Math.Abs((at % width) - x) <= 1 && Math.Abs((at / width) - y) <= 1));
                left.ExceptWith(area);
            }

            areas.Add((area.Count, Math.Round(area.Average(at => map[at]), 4)));
        }

        return areas;
    }

    private static IEnumerable<(int X, int Y)> CornersOfPixelsIn(TurnedRectangle rectangle, int width, int height) =>
        from y in Enumerable.Range(0, height)
        from x in Enumerable.Range(0, width)
        where rectangle.Contains(x + 0.5, y + 0.5)
        from corner in new[] { (x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1) }
        select corner;

    private static void AssertNear(SKPoint expected, SKPoint actual) =>
        Assert.True(SKPoint.Distance(expected, actual) < 0.01, $"{actual} is not {expected}.");

    private static SKRect Round(SKRect place) =>
        new(MathF.Round(place.Left), MathF.Round(place.Top), MathF.Round(place.Right), MathF.Round(place.Bottom));
}
