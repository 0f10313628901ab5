using System.Numerics.Tensors;

namespace Clarifai.Local.TextReading;

/// <summary>Neighboring pixels of a map that are above a threshold. Pixels that touch at a corner are neighbors.</summary>
internal sealed class ConnectedArea
{
    private readonly List<(int X, int Y)> _corners = [];
    private int _row = -1;
    private int _left;
    private int _right;
    private double _sum;

    private ConnectedArea()
    {
    }

    public int PixelCount { get; private set; }

    /// <summary>The mean of the map's values in it.</summary>
    public double Mean => _sum / PixelCount;

    /// <summary>The outer corners of its first and last pixel in every row, which determine its convex hull.</summary>
    public IReadOnlyList<(int X, int Y)> Corners => _corners;

    /// <summary>Finds a map's areas, in the order of their first pixels from the top.</summary>
    /// <param name="map">The values, row by row.</param>
    /// <param name="width">The number of values per row.</param>
    /// <param name="threshold">The threshold for the values of an area.</param>
    public static IReadOnlyList<ConnectedArea> FindAll(ReadOnlySpan<float> map, int width, float threshold)
    {
        List<Run> runs = FindRuns(map, width, threshold);
        Dictionary<int, ConnectedArea> areas = [];
        for (int index = 0; index < runs.Count; index++)
        {
            Run run = runs[index];
            int first = FirstOf(runs, index);
            if (!areas.TryGetValue(first, out ConnectedArea? area))
            {
                area = new ConnectedArea();
                areas.Add(first, area);
            }

            area.Add(run, map.Slice((run.Row * width) + run.Start, run.End - run.Start));
        }

        foreach (ConnectedArea area in areas.Values)
        {
            area.EndRow();
        }

        return [.. areas.Values];
    }

    // A run is joined with every run in the row above that it touches: of two separate areas, the later one points to the earlier.
    private static List<Run> FindRuns(ReadOnlySpan<float> map, int width, float threshold)
    {
        List<Run> runs = [];
        int aboveEnd = 0;
        for (int row = 0; row < map.Length / width; row++)
        {
            (int above, aboveEnd) = (aboveEnd, runs.Count);
            ReadOnlySpan<float> values = map.Slice(row * width, width);
            for (int end, start = NextAbove(values, 0, threshold); start < width; start = NextAbove(values, end, threshold))
            {
                end = start;
                while (end < width && values[end] > threshold)
                {
                    end++;
                }

                int index = runs.Count;
                runs.Add(new Run(row, start, end, index));
                while (above < aboveEnd && runs[above].End < start)
                {
                    above++;
                }

                for (int touched = above; touched < aboveEnd && runs[touched].Start <= end; touched++)
                {
                    Join(runs, touched, index);
                }
            }
        }

        return runs;
    }

    private static int NextAbove(ReadOnlySpan<float> values, int start, float threshold)
    {
        int found = start;
        while (found < values.Length && !(values[found] > threshold))
        {
            found++;
        }

        return found;
    }

    private static void Join(List<Run> runs, int left, int right)
    {
        int first = FirstOf(runs, left);
        int second = FirstOf(runs, right);
        (first, second) = (Math.Min(first, second), Math.Max(first, second));
        runs[second] = runs[second] with { Earlier = first };
    }

    private static int FirstOf(List<Run> runs, int index)
    {
        while (runs[index].Earlier != index)
        {
            int earlier = runs[runs[index].Earlier].Earlier;
            runs[index] = runs[index] with { Earlier = earlier };
            index = earlier;
        }

        return index;
    }

    private void Add(Run run, ReadOnlySpan<float> values)
    {
        if (run.Row != _row)
        {
            EndRow();
            (_row, _left) = (run.Row, run.Start);
        }

        _right = run.End;
        PixelCount += values.Length;
        _sum += TensorPrimitives.Sum(values);
    }

    private void EndRow()
    {
        if (_row >= 0)
        {
            _corners.AddRange([(_left, _row), (_left, _row + 1), (_right, _row), (_right, _row + 1)]);
        }
    }

    /// <param name="Row">The row.</param>
    /// <param name="Start">Its first pixel's column.</param>
    /// <param name="End">The column after its last pixel.</param>
    /// <param name="Earlier">Another run of the same area that was found before it, or itself.</param>
    private readonly record struct Run(int Row, int Start, int End, int Earlier);
}
