namespace Clarifai.Local.Imaging;

/// <summary>
/// One direction of a resize: for each target pixel, its source pixels and their weights. Pixel centers are at .5; the kernel is widened by
/// the scale if the image shrinks, but not if it grows. Nothing is read beyond the edge.
/// </summary>
internal sealed class ResampleAxis
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    /// <param name="size">Pixels of the source.</param>
    /// <param name="low">Where the part to be resized begins, in source pixels; it may be fractional.</param>
    /// <param name="high">Where it ends.</param>
    /// <param name="target">Pixels of the target.</param>
    /// <param name="kernel">How pixels weigh.</param>
    public ResampleAxis(int size, double low, double high, int target, ResampleKernel kernel)
    {
        _first = new int[target];
        _weights = new float[target][];
        double scale = (high - low) / target;
        double widening = Math.Max(scale, 1);
        double reach = (kernel == ResampleKernel.Bicubic ? 2 : 1) * widening;
        for (int index = 0; index < target; index++)
        {
            double center = low + ((index + 0.5) * scale);
            int first = Math.Max(0, (int)(center - reach + 0.5));
            int end = Math.Min(size, (int)(center + reach + 0.5));
            double[] weights = new double[end - first];
            for (int tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = Weigh(kernel, Math.Abs(first + tap - center + 0.5) / widening);
            }

            double sum = weights.Sum();
            _first[index] = first;
            _weights[index] = Array.ConvertAll(weights, weight => (float)(weight / sum));
            Taps = Math.Max(Taps, weights.Length);
        }
    }

    /// <summary>The most source pixels of a target pixel.</summary>
    public int Taps { get; }

    /// <summary>The first source pixel that is read.</summary>
    public int Start => _first[0];

    /// <summary>The first source pixel that is no longer read.</summary>
    public int End => _first[^1] + _weights[^1].Length;

    public int First(int target) => _first[target];

    public ReadOnlySpan<float> Weights(int target) => _weights[target];

    private static double Weigh(ResampleKernel kernel, double distance)
    {
        if (kernel == ResampleKernel.Bilinear)
        {
            return Math.Max(0, 1 - distance);
        }

        const double a = -0.5;
        return distance switch
        {
            < 1 => (((((a + 2) * distance) - (a + 3)) * distance) * distance) + 1,
            < 2 => a * ((((((distance - 5) * distance) + 8) * distance)) - 4),
            _ => 0,
        };
    }
}
