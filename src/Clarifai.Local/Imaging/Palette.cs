using System.Buffers;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// The few dominant colors of an image. Its pixels are counted by the upper bits of their colors; the counted colors are split where they
/// differ most, and the clusters are moved to their centers.
/// </summary>
internal static class Palette
{
    private const int MaximumColors = 12;
    private const int Rounds = 5;

    // Closer clusters look alike; smaller ones are edges between others, or specks.
    private const float NearDistance = 0.09f;
    private const double SmallestShare = 0.01;

    private const int BitsPerChannel = 4;
    private const int Bins = 1 << (3 * BitsPerChannel);
    private const int MaximumSamplesPerSide = 256;
    private const int BytesPerPixel = 4;

    /// <param name="pixels">In the order blue, green, red, alpha; transparent pixels count as white.</param>
    /// <returns>The colors; their shares add up to 1.</returns>
    public static IReadOnlyList<PaletteColor> Of(SKBitmap pixels)
    {
        CountedColor[] colors = Count(pixels);
        List<Part> parts = Split(colors);
        for (int round = 0; round < Rounds; round++)
        {
            Gather(parts, colors);
        }

        double total = parts.Sum(part => part.Weight);
        Merge(parts, total);
        return [.. parts.Select(part => part.ToColor(total))];
    }

    private static CountedColor[] Count(SKBitmap pixels)
    {
        BinSums[] bins = ArrayPool<BinSums>.Shared.Rent(Bins);
        try
        {
            Array.Clear(bins, 0, Bins);
            ReadOnlySpan<byte> bytes = pixels.GetPixelSpan();
            bool premultiplied = pixels.AlphaType != SKAlphaType.Unpremul;
            int rowStep = Math.Max(1, pixels.Height / MaximumSamplesPerSide);
            int columnStep = Math.Max(1, pixels.Width / MaximumSamplesPerSide) * BytesPerPixel;
            for (int row = 0; row < pixels.Height; row += rowStep)
            {
                ReadOnlySpan<byte> line = bytes.Slice(row * pixels.RowBytes, pixels.Width * BytesPerPixel);
                for (int at = 0; at < line.Length; at += columnStep)
                {
                    (int blue, int green, int red, int alpha) = (line[at], line[at + 1], line[at + 2], line[at + 3]);
                    if (alpha != byte.MaxValue)
                    {
                        red = WhiteGround.OnWhite(red, alpha, premultiplied);
                        green = WhiteGround.OnWhite(green, alpha, premultiplied);
                        blue = WhiteGround.OnWhite(blue, alpha, premultiplied);
                    }

                    bins[BinOf(red, green, blue)].Add(red, green, blue);
                }
            }

            List<CountedColor> counted = [];
            foreach (ref readonly BinSums bin in bins.AsSpan(0, Bins))
            {
                if (bin.Count > 0)
                {
                    counted.Add(new CountedColor(bin.Red, bin.Green, bin.Blue, bin.Count));
                }
            }

            return [.. counted];
        }
        finally
        {
            ArrayPool<BinSums>.Shared.Return(bins);
        }
    }

    private static int BinOf(int red, int green, int blue)
    {
        const int dropped = 8 - BitsPerChannel;
        return (((red >> dropped) << (2 * BitsPerChannel)) | ((green >> dropped) << BitsPerChannel)) | (blue >> dropped);
    }

    // Always splits the cluster with the largest spread, at the mean of the axis with that spread.
    private static List<Part> Split(CountedColor[] colors)
    {
        var parts = new List<Part> { new([.. colors]) };
        while (parts.Count < MaximumColors && parts.MaxBy(part => part.Spread) is { Spread: > 0 } widest)
        {
            parts.Remove(widest);
            ILookup<bool, CountedColor> halves = widest.Colors.ToLookup(color => color.On(widest.Axis) > widest.Middle);
            parts.Add(new Part([.. halves[false]]));
            parts.Add(new Part([.. halves[true]]));
        }

        return parts;
    }

    private static void Gather(List<Part> parts, CountedColor[] colors)
    {
        Oklab[] centers = [.. parts.Select(part => part.Center)];
        List<CountedColor>[] gathered = [.. centers.Select(_ => new List<CountedColor>())];
        foreach (CountedColor color in colors)
        {
            int nearest = 0;
            float least = float.MaxValue;
            for (int index = 0; index < centers.Length; index++)
            {
                float distance = centers[index].DistanceSquared(color.Lab);
                (nearest, least) = distance < least ? (index, distance) : (nearest, least);
            }

            gathered[nearest].Add(color);
        }

        parts.Clear();
        parts.AddRange(gathered.Where(list => list.Count > 0).Select(list => new Part(list)));
    }

    // First merges the specks into the nearest clusters, then clusters that look alike.
    private static void Merge(List<Part> parts, double total)
    {
        while (parts.Count > 1)
        {
            Part smallest = parts.MinBy(part => part.Weight)!;
            bool isSpeck = smallest.Weight < SmallestShare * total;
            IEnumerable<(Part Left, Part Right)> pairs = isSpeck
                ? parts.Where(part => part != smallest).Select(part => (smallest, part))
                : parts.SelectMany((left, index) => parts.Skip(index + 1).Select(right => (left, right)));
            (Part Left, Part Right) nearest = pairs.MinBy(pair => pair.Left.Center.DistanceSquared(pair.Right.Center));
            if (!isSpeck && nearest.Left.Center.DistanceSquared(nearest.Right.Center) > NearDistance * NearDistance)
            {
                return;
            }

            parts.Remove(nearest.Left);
            parts.Remove(nearest.Right);
            parts.Add(new Part([.. nearest.Left.Colors, .. nearest.Right.Colors]));
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct BinSums
    {
        public int Count;
        public int Red;
        public int Green;
        public int Blue;

        public void Add(int red, int green, int blue)
        {
            Count++;
            Red += red;
            Green += green;
            Blue += blue;
        }
    }

    private sealed class CountedColor(int red, int green, int blue, int count)
    {
        public double Red => red;

        public double Green => green;

        public double Blue => blue;

        public double Count => count;

        public Oklab Lab { get; } = Oklab.FromRgb(red / count, green / count, blue / count);

        public float On(int axis) => axis switch
        {
            0 => Lab.Lightness,
            1 => Lab.GreenRed,
            _ => Lab.BlueYellow,
        };
    }

    private sealed class Part
    {
        private const int Axes = 3;

        public Part(IReadOnlyList<CountedColor> colors)
        {
            Colors = colors;
            Weight = colors.Sum(color => color.Count);
            double[] means = new double[Axes];
            for (int axis = 0; axis < Axes; axis++)
            {
                double sum = 0;
                double squares = 0;
                foreach (CountedColor color in colors)
                {
                    sum += color.On(axis) * color.Count;
                    squares += color.On(axis) * color.On(axis) * color.Count;
                }

                means[axis] = sum / Weight;
                double spread = squares - (sum * sum / Weight);
                if (colors.Count > 1 && spread > Spread)
                {
                    (Spread, Axis) = (spread, axis);
                }
            }

            Middle = (float)means[Axis];
            Center = new Oklab((float)means[0], (float)means[1], (float)means[2]);
        }

        public IReadOnlyList<CountedColor> Colors { get; }

        public double Weight { get; }

        public Oklab Center { get; }

        /// <summary>The spread of its colors along the axis with the largest spread; 0 for a single color.</summary>
        public double Spread { get; }

        public int Axis { get; }

        public float Middle { get; }

        public PaletteColor ToColor(double total) => new(
            Colors.Sum(color => color.Red) / Weight,
            Colors.Sum(color => color.Green) / Weight,
            Colors.Sum(color => color.Blue) / Weight,
            Weight / total);
    }
}
