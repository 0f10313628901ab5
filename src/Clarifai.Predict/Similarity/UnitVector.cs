using System.Numerics;
using System.Runtime.InteropServices;

namespace Clarifai;

/// <summary>Vectors of length 1, whose product is the cosine of the angle between them: 1 for the same direction.</summary>
internal static class UnitVector
{
    /// <summary>Half of the last digit of a similarity: what rounding may add to it.</summary>
    public const double Tolerance = .00005;

    private const int Digits = 4;

    /// <summary>Numbers are compared in blocks of so many: a vector is padded with zeros to a multiple of it.</summary>
    public static readonly int Block = Vector<short>.Count;

    /// <param name="embedding">The numbers of an embedding.</param>
    /// <returns>The vector of length 1, padded; null if the numbers are all zero, or out of range.</returns>
    public static float[]? Of(IReadOnlyList<float> embedding)
    {
        double length = Math.Sqrt(embedding.Sum(number => (double)number * number));
        if (!(length > 0) || double.IsInfinity(length))
        {
            return null;
        }

        float[] unit = new float[(embedding.Count + Block - 1) / Block * Block];
        for (int i = 0; i < embedding.Count; i++)
        {
            unit[i] = (float)(embedding[i] / length);
        }

        return unit;
    }

    /// <summary>The similarity of two vectors of one length, with four digits: 1 for the same direction, 0 for a right angle.</summary>
    public static double Similarity(float[] one, float[] other)
    {
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(one.AsSpan());
        ReadOnlySpan<Vector<float>> b = MemoryMarshal.Cast<float, Vector<float>>(other.AsSpan());
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return Math.Round(Math.Min(1.0, Vector.Dot(sum, Vector<float>.One)), Digits);
    }
}
