using System.Runtime.InteropServices;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>An image of any format as a widely supported JPEG: upright, in sRGB, on white, without metadata, within a size.</summary>
internal static class ShownPicture
{
    /// <param name="file">The file's bytes.</param>
    /// <param name="form">The largest size, and the quality.</param>
    /// <param name="toUpright">Maps a position in the stored image to the upright image, both as fractions.</param>
    /// <param name="cancellation">Cancels a decoding that can take long.</param>
    /// <returns>Null if the file may stay as it is; it was not decoded then.</returns>
    /// <exception cref="InputRejectedException">The bytes are not an image that the engine can read.</exception>
    public static byte[]? Of(ReadOnlyMemory<byte> file, PictureForm form, out SKMatrix toUpright, CancellationToken cancellation)
    {
        // By the size in the file: the picture may come out of its decoder smaller than that.
        SKSizeI size = default;
        using DecodedPicture? picture = PictureDecoder.Decode(
            file,
            header => !form.KeepsFitting || !MayStay(header, form.LongestSide),
            upright => size = Within(upright, form.LongestSide),
            cancellation);
        toUpright = picture?.FractionsToUpright ?? SKMatrix.Identity;
        return picture is null ? null : Encode(picture, size, form.Quality);
    }

    // A GIF may move, which no JPEG does.
    private static bool MayStay(PictureHeader header, int longestSide) => header.Format?.Name switch
    {
        "GIF" => true,
        "HEIC" or "AVIF" => false,
        _ => PictureOrientation.ToUpright(header.Size, header.Origin).IsIdentity
            && Math.Max(header.Size.Width, header.Size.Height) <= longestSide,
    };

    // Resized as it is stored and turned afterwards, when there is little left to turn.
    private static byte[] Encode(DecodedPicture picture, SKSizeI upright, int quality)
    {
        WhiteGround.LayUnder(picture.Pixels);
        SKSizeI stored = PictureOrientation.TurnUpright(upright, picture.Origin);
        using SKBitmap resized = New(stored);
        if (stored == picture.Pixels.Info.Size)
        {
            picture.Pixels.GetPixelSpan().CopyTo(resized.GetPixelSpan());
        }
        else
        {
            PictureResampler.Resize(
                picture.Pixels,
                SKRect.Create(picture.Pixels.Width, picture.Pixels.Height),
                stored,
                ResampleKernel.Bicubic,
                resized.GetPixelSpan());
        }

        if (picture.ToUpright.IsIdentity)
        {
            return Encode(resized, quality);
        }

        using SKBitmap turned = New(upright);
        PictureOrientation.TurnUpright(
            MemoryMarshal.Cast<byte, uint>(resized.GetPixelSpan()),
            stored,
            picture.Origin,
            MemoryMarshal.Cast<byte, uint>(turned.GetPixelSpan()));
        return Encode(turned, quality);
    }

    private static byte[] Encode(SKBitmap pixels, int quality)
    {
        using SKData jpeg = pixels.Encode(SKEncodedImageFormat.Jpeg, quality);
        return jpeg.ToArray();
    }

    private static SKBitmap New(SKSizeI size)
    {
        var pixels = new SKBitmap();
        try
        {
            // Without a color space, the encoder writes no profile: what has none is sRGB.
            PictureDecoder.Allocate(pixels, new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static SKSizeI Within(SKSizeI upright, int longestSide)
    {
        double scale = Math.Min(1, longestSide / (double)Math.Max(upright.Width, upright.Height));
        return new SKSizeI(Math.Max(1, (int)Math.Round(upright.Width * scale)), Math.Max(1, (int)Math.Round(upright.Height * scale)));
    }
}
