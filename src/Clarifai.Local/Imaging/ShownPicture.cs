using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// An image of any format as a JPEG that every browser can show: upright, in sRGB, on white, and no larger than a screen.
/// </summary>
internal static class ShownPicture
{
    private const int LongestSide = 1600;
    private const int Quality = 85;

    /// <param name="file">The file's bytes.</param>
    /// <param name="toUpright">Maps a position in the stored image to the upright image, both as fractions.</param>
    /// <param name="cancellation">Cancels a decoding that can take long.</param>
    /// <exception cref="Protocol.InputRejectedException">The bytes are not an image that the engine can read.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> file, out SKMatrix toUpright, CancellationToken cancellation)
    {
        using var picture = PictureDecoder.Decode(file, upright => Fit(upright), cancellation);
        toUpright = picture.FractionsToUpright;
        SKSizeI size = Fit(picture.UprightSize);
        using var shown = new SKBitmap();
        PictureDecoder.Allocate(
            shown, new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque, PictureDecoder.ColorSpace));
        using (var canvas = new SKCanvas(shown))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale((float)size.Width / picture.UprightSize.Width, (float)size.Height / picture.UprightSize.Height);
            canvas.Concat(picture.ToUpright);
            picture.Pixels.SetImmutable();
            using var image = SKImage.FromBitmap(picture.Pixels);
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
        }

        using SKData jpeg = shown.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    private static SKSizeI Fit(SKSizeI upright)
    {
        float scale = Math.Min(1, LongestSide / (float)Math.Max(upright.Width, upright.Height));
        return new SKSizeI(Math.Max(1, (int)(upright.Width * scale)), Math.Max(1, (int)(upright.Height * scale)));
    }
}
