using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>Puts images on white: most drawings with a transparent background are meant for a white one.</summary>
internal static class WhiteGround
{
    private const int BytesPerPixel = 4;

    /// <param name="pixels">In the order blue, green, red, alpha; transparent pixels become white.</param>
    public static void LayUnder(SKBitmap pixels)
    {
        if (pixels.AlphaType == SKAlphaType.Opaque)
        {
            return;
        }

        bool premultiplied = pixels.AlphaType == SKAlphaType.Premul;
        Span<byte> bytes = pixels.GetPixelSpan();
        for (int row = 0; row < pixels.Height; row++)
        {
            Span<byte> line = bytes.Slice(row * pixels.RowBytes, pixels.Width * BytesPerPixel);
            for (; !line.IsEmpty; line = line[BytesPerPixel..])
            {
                byte alpha = line[BytesPerPixel - 1];
                for (int color = 0; alpha != byte.MaxValue && color < BytesPerPixel; color++)
                {
                    line[color] = OnWhite(line[color], alpha, premultiplied);
                }
            }
        }
    }

    /// <summary>The value of one color channel on white.</summary>
    /// <param name="value">The color, 0 to 255.</param>
    /// <param name="alpha">The pixel's alpha, 0 to 255.</param>
    /// <param name="premultiplied">Whether the color is already multiplied by alpha.</param>
    public static byte OnWhite(int value, int alpha, bool premultiplied) =>
        (byte)Math.Min(byte.MaxValue, (premultiplied ? value : value * alpha / byte.MaxValue) + byte.MaxValue - alpha);
}
