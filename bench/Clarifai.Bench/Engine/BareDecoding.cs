using SkiaSharp;

namespace Clarifai.Bench.Engine;

/// <summary>The reference of the engine's colors: Skia's decoding at an eighth of a JPEG's size and nothing else.</summary>
internal static class BareDecoding
{
    private const float Eighth = 0.125f;

    public static void Decode(IReadOnlyList<byte[]> pictures, int times)
    {
        for (int time = 0; time < times; time++)
        {
            using var data = SKData.CreateCopy(pictures[time % pictures.Count]);
            using var codec = SKCodec.Create(data);
            SKSizeI size = codec.GetScaledDimensions(Eighth);
            using var pixels = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
            if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
            {
                throw new InvalidOperationException("A photo of the bench cannot be decoded.");
            }
        }
    }
}
