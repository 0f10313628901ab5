using SkiaSharp;

namespace Clarifai.Bench.Engine;

/// <summary>The project's sample photos, at their own size or at that of a camera's.</summary>
internal static class SamplePhotos
{
    private const int Quality = 90;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IReadOnlyList<string> Paths => [.. Directory.EnumerateFiles(Folder, "*.jpg").Order(StringComparer.Ordinal)];

    /// <summary>Every photo as a JPEG of so many megapixels.</summary>
    public static IReadOnlyList<byte[]> OfMegapixels(double megapixels) =>
        Scale(photo => Math.Sqrt(megapixels * 1e6 / ((double)photo.Width * photo.Height)));

    /// <summary>Every photo as a JPEG with so many pixels on its longer side.</summary>
    public static IReadOnlyList<byte[]> OfLongerSide(int pixels) => Scale(photo => (double)pixels / Math.Max(photo.Width, photo.Height));

    private static IReadOnlyList<byte[]> Scale(Func<SKBitmap, double> scaleOf) => [.. Paths.Select(path =>
    {
        using var photo = SKBitmap.Decode(path);
        double scale = scaleOf(photo);
        var size = new SKSizeI((int)Math.Round(photo.Width * scale), (int)Math.Round(photo.Height * scale));
        using SKBitmap larger = photo.Resize(size, new SKSamplingOptions(SKCubicResampler.Mitchell));
        using SKData jpeg = larger.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    })];
}
