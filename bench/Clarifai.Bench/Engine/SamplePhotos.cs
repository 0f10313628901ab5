using SkiaSharp;

namespace Clarifai.Bench.Engine;

/// <summary>The project's sample photos, at their own size or at that of a camera's.</summary>
internal static class SamplePhotos
{
    private const int Quality = 90;
    private const int Grain = 24;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IReadOnlyList<string> Paths => [.. Directory.EnumerateFiles(Folder, "*.jpg").Order(StringComparer.Ordinal)];

    /// <summary>Every photo as a JPEG of so many megapixels.</summary>
    public static IReadOnlyList<byte[]> OfMegapixels(double megapixels) =>
        Scale(photo => Math.Sqrt(megapixels * 1e6 / ((double)photo.Width * photo.Height)));

    /// <summary>Every photo as a JPEG with so many pixels on its longer side.</summary>
    public static IReadOnlyList<byte[]> OfLongerSide(int pixels) => Scale(photo => (double)pixels / Math.Max(photo.Width, photo.Height));

    /// <summary>Every photo as a JPEG of so many megapixels with a camera's grain, without which it would be far smaller.</summary>
    public static IReadOnlyList<byte[]> OfCamera(double megapixels) =>
        Scale(photo => Math.Sqrt(megapixels * 1e6 / ((double)photo.Width * photo.Height)), AddGrain);

    // The sum of two even distributions, the same for the three colors of a pixel.
    private static void AddGrain(SKBitmap photo)
    {
        var random = new Random(1);
        Span<byte> bytes = photo.GetPixelSpan();
        for (int pixel = 0; pixel + 3 < bytes.Length; pixel += 4)
        {
            int grain = random.Next(-Grain, Grain + 1) / 2 + random.Next(-Grain, Grain + 1) / 2;
            for (int color = pixel; color < pixel + 3; color++)
            {
                bytes[color] = (byte)Math.Clamp(bytes[color] + grain, 0, byte.MaxValue);
            }
        }
    }

    private static IReadOnlyList<byte[]> Scale(Func<SKBitmap, double> scaleOf, Action<SKBitmap>? change = null) => [.. Paths.Select(path =>
    {
        using var photo = SKBitmap.Decode(path);
        double scale = scaleOf(photo);
        var size = new SKSizeI((int)Math.Round(photo.Width * scale), (int)Math.Round(photo.Height * scale));
        using SKBitmap larger = photo.Resize(size, new SKSamplingOptions(SKCubicResampler.Mitchell));
        change?.Invoke(larger);
        using SKData jpeg = larger.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    })];
}
