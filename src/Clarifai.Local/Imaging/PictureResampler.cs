using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// Resizes images like Pillow, with which most networks are trained and evaluated: antialiased, first horizontally and rounded to 8 bits,
/// then vertically. It agrees with Pillow within 1 of 255.
/// </summary>
internal static class PictureResampler
{
    private const int BytesPerPixel = 4;

    // Two pixels of four floats are multiplied at once.
    private static readonly int Step = Vector256<float>.Count;

    /// <summary>Resizes a part of an image.</summary>
    /// <param name="source">Pixels of four bytes.</param>
    /// <param name="part">The part, in pixels; its sides may be fractional.</param>
    /// <param name="size">The size that it gets.</param>
    /// <param name="kernel">How pixels weigh.</param>
    /// <param name="target">Room for the pixels.</param>
    public static void Resize(SKBitmap source, SKRect part, SKSizeI size, ResampleKernel kernel, Span<byte> target)
    {
        var across = new ResampleAxis(source.Width, part.Left, part.Right, size.Width, kernel);
        var down = new ResampleAxis(source.Height, part.Top, part.Bottom, size.Height, kernel);
        int rowLength = size.Width * BytesPerPixel;
        int sourceLength = ((across.End - across.Start) * BytesPerPixel) + Step;
        int weightsPerPixel = RoundUp(across.Taps * BytesPerPixel);

        // Only the rows needed for one row of the target are kept.
        float[] buffer = ArrayPool<float>.Shared.Rent((down.Taps * rowLength) + rowLength + sourceLength + (weightsPerPixel * size.Width));
        try
        {
            Span<float> free = buffer;
            Span<float> rows = Take(ref free, down.Taps * rowLength);
            Span<float> sum = Take(ref free, rowLength);
            Span<float> sourceRow = Take(ref free, sourceLength);
            Span<float> weights = Take(ref free, weightsPerPixel * size.Width);
            sourceRow.Clear();
            Spread(across, weights, weightsPerPixel);
            ReadOnlySpan<byte> pixels = source.GetPixelSpan();
            int next = down.Start;
            for (int row = 0; row < size.Height; row++)
            {
                ReadOnlySpan<float> taps = down.Weights(row);
                for (; next < down.First(row) + taps.Length; next++)
                {
                    int start = (next * source.RowBytes) + (across.Start * BytesPerPixel);
                    ToFloats(pixels.Slice(start, (across.End - across.Start) * BytesPerPixel), sourceRow);
                    ResizeAcross(sourceRow, across, weights, weightsPerPixel, Row(rows, next));
                }

                sum.Clear();
                for (int tap = 0; tap < taps.Length; tap++)
                {
                    TensorPrimitives.MultiplyAdd(Row(rows, down.First(row) + tap), taps[tap], sum, sum);
                }

                ToBytes(sum, target.Slice(row * rowLength, rowLength));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }

        Span<float> Row(Span<float> rows, int row) => rows.Slice(row % down.Taps * rowLength, rowLength);
    }

    private static int RoundUp(int length) => (length + Step - 1) / Step * Step;

    private static Span<float> Take(ref Span<float> free, int length)
    {
        Span<float> taken = free[..length];
        free = free[length..];
        return taken;
    }

    // Every weight four times, for the four colors of its pixel, and as many zeros as fill the last step.
    private static void Spread(ResampleAxis axis, Span<float> weights, int weightsPerPixel)
    {
        weights.Clear();
        for (int target = 0; weights.Length > 0; target++, weights = weights[weightsPerPixel..])
        {
            ReadOnlySpan<float> taps = axis.Weights(target);
            for (int tap = 0; tap < taps.Length; tap++)
            {
                weights.Slice(tap * BytesPerPixel, BytesPerPixel).Fill(taps[tap]);
            }
        }
    }

    private static void ResizeAcross(
        ReadOnlySpan<float> source, ResampleAxis axis, ReadOnlySpan<float> weights, int weightsPerPixel, Span<float> row)
    {
        for (int target = 0; row.Length > 0; target++, row = row[BytesPerPixel..], weights = weights[weightsPerPixel..])
        {
            int length = RoundUp(axis.Weights(target).Length * BytesPerPixel);
            ReadOnlySpan<float> pixels = source.Slice((axis.First(target) - axis.Start) * BytesPerPixel, length);
            ReadOnlySpan<float> taps = weights[..length];

            // Not fused: an ahead-of-time compiled program emulates fused operations in software, which takes 25 times as long.
            var sum = Vector256<float>.Zero;
            for (; taps.Length > 0; taps = taps[Step..], pixels = pixels[Step..])
            {
                sum += Vector256.Create(pixels) * Vector256.Create(taps);
            }

            // Truncation suffices for nonnegative values: unlike rounding down, it is one instruction on every processor.
            Vector128<float> color = sum.GetLower() + sum.GetUpper() + Vector128.Create(0.5f);
            color = Vector128.ClampNative(color, Vector128<float>.Zero, Vector128.Create(255f));
            Vector128.ConvertToSingle(Vector128.ConvertToInt32Native(color)).CopyTo(row);
        }
    }

    private static void ToFloats(ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        int done = 0;
        for (; done <= bytes.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[done..]), out Vector<ushort> low, out Vector<ushort> high);
            Widen(low, floats[done..]);
            Widen(high, floats[(done + Vector<ushort>.Count)..]);
        }

        for (; done < bytes.Length; done++)
        {
            floats[done] = bytes[done];
        }

        static void Widen(Vector<ushort> values, Span<float> floats)
        {
            Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
            Vector.ConvertToSingle(Vector.AsVectorInt32(low)).CopyTo(floats);
            Vector.ConvertToSingle(Vector.AsVectorInt32(high)).CopyTo(floats[Vector<uint>.Count..]);
        }
    }

    private static void ToBytes(ReadOnlySpan<float> floats, Span<byte> bytes)
    {
        int done = 0;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(floats);
        for (; vectors.Length >= sizeof(float); vectors = vectors[sizeof(float)..], done += Vector<byte>.Count)
        {
            var low = Vector.Narrow(Round(vectors[0]), Round(vectors[1]));
            var high = Vector.Narrow(Round(vectors[2]), Round(vectors[3]));
            Vector.Narrow(low, high).CopyTo(bytes[done..]);
        }

        for (; done < bytes.Length; done++)
        {
            bytes[done] = (byte)Math.Clamp(floats[done] + 0.5f, 0, 255);
        }

        static Vector<uint> Round(Vector<float> values) => Vector.AsVectorUInt32(Vector.ConvertToInt32Native(
            Vector.ClampNative(values + new Vector<float>(0.5f), Vector<float>.Zero, new Vector<float>(255))));
    }
}
