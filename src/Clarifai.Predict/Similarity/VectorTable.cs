using System.Numerics;
using System.Runtime.InteropServices;

namespace Clarifai;

/// <summary>
/// Vectors of length 1 with 16 bits a number, half of what they have otherwise: 2.5 KB for an embedding of 1,280 numbers. A similarity is
/// off by less than .0001.
/// </summary>
/// <param name="length">Numbers of a vector, a multiple of <see cref="UnitVector.Block"/>.</param>
internal sealed class VectorTable(int length)
{
    /// <summary>Vectors that lie together: what one core compares at a time.</summary>
    public const int ChunkLength = 256;

    // Rows that are compared together: each number that is loaded is used as often.
    private const int Rows = 4;
    private const float Scale = short.MaxValue;

    // Chunks are never copied: a list that grows would need twice the memory.
    private readonly List<short[]> _chunks = [];

    public int Count { get; private set; }

    public int ChunkCount => _chunks.Count;

    public void Add(float[] unit)
    {
        if (Count % ChunkLength == 0)
        {
            _chunks.Add(new short[ChunkLength * length]);
        }

        Span<short> row = Row(Count++);
        for (int i = 0; i < length; i++)
        {
            row[i] = (short)Math.Round(unit[i] * Scale);
        }
    }

    /// <summary>A vector of the table.</summary>
    public float[] Read(int index)
    {
        float[] unit = new float[length];
        Read(index, unit);
        return unit;
    }

    /// <summary>Finds the vectors of a chunk that are similar to new ones.</summary>
    /// <param name="chunk">The number of the chunk.</param>
    /// <param name="units">The new vectors.</param>
    /// <param name="least">The least similarity.</param>
    /// <returns>Index in the table and index of the new vector, for each pair.</returns>
    public List<(int Stored, int New)> FindSimilar(int chunk, IReadOnlyList<float[]> units, double least)
    {
        var found = new List<(int, int)>();
        float[] rows = new float[Rows * length];
        int end = Math.Min((chunk + 1) * ChunkLength, Count);
        for (int first = chunk * ChunkLength; first < end; first += Rows)
        {
            int count = Math.Min(Rows, end - first);
            for (int row = 0; row < count; row++)
            {
                Read(first + row, rows.AsSpan(row * length, length));
            }

            for (int i = 0; i < units.Count; i++)
            {
                Vector4 similarities = Multiply(rows, units[i]);
                AddIf(similarities.X, 0);
                AddIf(similarities.Y, 1);
                AddIf(similarities.Z, 2);
                AddIf(similarities.W, 3);

                void AddIf(float similarity, int row)
                {
                    if (row < count && similarity >= least - UnitVector.Tolerance)
                    {
                        found.Add((first + row, i));
                    }
                }
            }
        }

        return found;
    }

    private void Read(int index, Span<float> unit)
    {
        ReadOnlySpan<Vector<short>> row = MemoryMarshal.Cast<short, Vector<short>>(Row(index));
        Span<Vector<float>> numbers = MemoryMarshal.Cast<float, Vector<float>>(unit);
        for (int i = 0; i < row.Length; i++)
        {
            Vector.Widen(row[i], out Vector<int> low, out Vector<int> high);
            numbers[2 * i] = Vector.ConvertToSingle(low) * (1 / Scale);
            numbers[(2 * i) + 1] = Vector.ConvertToSingle(high) * (1 / Scale);
        }
    }

    private Span<short> Row(int index) => _chunks[index / ChunkLength].AsSpan(index % ChunkLength * length, length);

    private static Vector4 Multiply(float[] rows, float[] unit)
    {
        ReadOnlySpan<Vector<float>> numbers = MemoryMarshal.Cast<float, Vector<float>>(unit.AsSpan());
        ReadOnlySpan<Vector<float>> all = MemoryMarshal.Cast<float, Vector<float>>(rows.AsSpan());
        int count = numbers.Length;
        ReadOnlySpan<Vector<float>> row0 = all.Slice(0, count);
        ReadOnlySpan<Vector<float>> row1 = all.Slice(count, count);
        ReadOnlySpan<Vector<float>> row2 = all.Slice(2 * count, count);
        ReadOnlySpan<Vector<float>> row3 = all.Slice(3 * count, count);
        Vector<float> sum0 = Vector<float>.Zero;
        Vector<float> sum1 = Vector<float>.Zero;
        Vector<float> sum2 = Vector<float>.Zero;
        Vector<float> sum3 = Vector<float>.Zero;
        for (int i = 0; i < count; i++)
        {
            Vector<float> number = numbers[i];
            sum0 += row0[i] * number;
            sum1 += row1[i] * number;
            sum2 += row2[i] * number;
            sum3 += row3[i] * number;
        }

        return new Vector4(Sum(sum0), Sum(sum1), Sum(sum2), Sum(sum3));
    }

    private static float Sum(Vector<float> numbers) => Vector.Dot(numbers, Vector<float>.One);
}
