using SkiaSharp;

namespace Clarifai.Bench.Engine;

/// <summary>The references of what the engine does with JPEGs: Skia's decoding and encoding and nothing else.</summary>
internal static class BareDecoding
{
    private const float Eighth = 0.125f;

    /// <summary>Decodes at an eighth of the size.</summary>
    public static void Decode(IReadOnlyList<byte[]> pictures, int times)
    {
        for (int time = 0; time < times; time++)
        {
            using SKBitmap pixels = Decode(pictures[time % pictures.Count], Eighth);
        }
    }

    /// <summary>Decodes at a quarter of the size, and encodes that: on all cores.</summary>
    public static void Recode(IReadOnlyList<byte[]> pictures, int times, int quality) => Parallel.For(0, times, time =>
    {
        using SKBitmap pixels = Decode(pictures[time % pictures.Count], 2 * Eighth);
        using SKData jpeg = pixels.Encode(SKEncodedImageFormat.Jpeg, quality);
    });

    private static SKBitmap Decode(byte[] picture, float scale)
    {
        using var data = SKData.CreateCopy(picture);
        using var codec = SKCodec.Create(data);
        SKSizeI size = codec.GetScaledDimensions(scale);
        var pixels = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        return codec.GetPixels(pixels.Info, pixels.GetPixels()) == SKCodecResult.Success
            ? pixels
            : throw new InvalidOperationException("A photo of the bench cannot be decoded.");
    }
}
