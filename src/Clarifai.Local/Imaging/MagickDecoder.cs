using Clarifai.Local.Protocol;
using ImageMagick;
using ImageMagick.Formats;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// Decodes formats that Skia does not support with ImageMagick. The format is always specified as detected, so that no other reader is
/// tried; in addition, a policy file forbids all other formats and features.
/// </summary>
internal static class MagickDecoder
{
    private const int BytesPerPixel = 4;

    // 16-bit samples are read into rows or tiles before they are converted to bytes.
    private const ulong LargestPicture = (ulong)PictureDecoder.MaximumPixels * BytesPerPixel;
    private const ulong LargestBlock = 2 * LargestPicture;

    static MagickDecoder()
    {
        string policy = Path.Combine(AppContext.BaseDirectory, "Imaging", "magick");
        if (!File.Exists(Path.Combine(policy, "policy.xml")))
        {
            throw new FileNotFoundException($"The program's file policy.xml is missing from {policy}.");
        }

        MagickNET.SetEnvironmentVariable("MAGICK_CONFIGURE_PATH", policy);
        OpenCL.IsEnabled = false;
        ResourceLimits.Area = (ulong)PictureDecoder.MaximumPixels;
        ResourceLimits.Width = (ulong)PictureDecoder.MaximumPixels;
        ResourceLimits.Height = (ulong)PictureDecoder.MaximumPixels;
        ResourceLimits.MaxMemoryRequest = LargestBlock;

        // An image and its scaled copy per core. Images that do not fit in memory are rejected, not written to disk.
        ResourceLimits.Memory = (ulong)Environment.ProcessorCount * 2 * LargestPicture;
        ResourceLimits.Disk = 0;

        // As many images as cores are decoded in parallel. No time limit, as it would apply to the whole process.
        ResourceLimits.Thread = 1;
    }

    /// <summary>The reader for a format; null if Skia reads it.</summary>
    public static MagickFormat? FormatOf(MediaFormat? format) => format?.Name switch
    {
        "AVIF" => MagickFormat.Avif,
        "HEIC" => MagickFormat.Heic,
        "TIFF" => MagickFormat.Tiff,
        _ => null,
    };

    /// <summary>Decodes the main image of a file at the wanted size or, if that is larger, at its own size.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="isWanted">Whether to decode an image of this stored size and orientation.</param>
    /// <param name="wanted">Maps an image's upright size to the size at which it will be drawn.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>Null if it is not wanted.</returns>
    /// <exception cref="InputRejectedException">The file is damaged or too large.</exception>
    public static DecodedPicture? Decode(
        ReadOnlyMemory<byte> file,
        MagickFormat format,
        Func<SKSizeI, SKEncodedOrigin, bool> isWanted,
        Func<SKSizeI, SKSize> wanted,
        CancellationToken cancellation)
    {
        SKEncodedOrigin origin = SKEncodedOrigin.TopLeft;
        if (format == MagickFormat.Tiff && ExifOrientation.Find(file.Span) is { } orientation)
        {
            (file, origin) = orientation.IsValid ? (file, (SKEncodedOrigin)orientation.Stored) : (SetUpright(file, orientation), origin);
        }

        return Decode(file.Span, format, origin, isWanted, wanted, cancellation);
    }

    // An invalid value is an error to the library, while other programs treat it as 1.
    private static byte[] SetUpright(ReadOnlyMemory<byte> file, ExifOrientation orientation)
    {
        byte[] copy = file.ToArray();
        copy[orientation.At] = orientation.IsLittleEndian ? (byte)ExifOrientation.Upright : (byte)0;
        copy[orientation.At + 1] = orientation.IsLittleEndian ? (byte)0 : (byte)ExifOrientation.Upright;
        return copy;
    }

    private static DecodedPicture? Decode(
        ReadOnlySpan<byte> file,
        MagickFormat format,
        SKEncodedOrigin origin,
        Func<SKSizeI, SKEncodedOrigin, bool> isWanted,
        Func<SKSizeI, SKSize> wanted,
        CancellationToken cancellation)
    {
        var settings = new MagickReadSettings { Format = format, FrameIndex = 0, FrameCount = 1 };
        settings.SetDefines(new TiffReadDefines { IgnoreExifProperties = true, IgnoreLayers = true });
        using var image = new MagickImage();
        image.Progress += (_, progress) => progress.Cancel = cancellation.IsCancellationRequested;
        try
        {
            image.Ping(file, settings);
            var size = new SKSizeI((int)image.Width, (int)image.Height);
            PictureDecoder.ExpectPixels(size);
            if (!isWanted(size, origin))
            {
                return null;
            }

            image.Read(file, settings);
            cancellation.ThrowIfCancellationRequested();
            Scale(image, wanted(PictureOrientation.TurnUpright(size, origin)), origin);
            ToSrgb(image);
            return new DecodedPicture(CopyPixels(image), origin);
        }
        catch (MagickResourceLimitErrorException failure)
        {
            throw new InputRejectedException(
                StatusCodes.InputOverLimit, "The image needs more memory than the engine allows per image.", failure);
        }
        catch (MagickBlobErrorException failure)
        {
            // HEIC and AVIF are decoded from a temporary file.
            throw new InputRejectedException(
                EngineStatusCodes.PredictionFailed, $"A temporary file for the image could not be written: {failure.Message}", failure);
        }
        catch (MagickException failure)
        {
            throw new InputRejectedException(
                StatusCodes.ImageDecodeFailed, $"The {format.ToString().ToUpperInvariant()} image is truncated or damaged.", failure);
        }
    }

    private static void Scale(MagickImage image, SKSize needed, SKEncodedOrigin origin)
    {
        SKSizeI upright = PictureOrientation.TurnUpright(new SKSizeI((int)image.Width, (int)image.Height), origin);
        float scale = Math.Max(needed.Width / upright.Width, needed.Height / upright.Height);
        if (scale < 1)
        {
            (uint width, uint height) = ((uint)Math.Ceiling(image.Width * scale), (uint)Math.Ceiling(image.Height * scale));
            image.Scale(new MagickGeometry(width, height) { IgnoreAspectRatio = true });
        }
    }

    private static void ToSrgb(MagickImage image)
    {
        try
        {
            _ = image.TransformColorSpace(ColorProfiles.SRGB);
        }
        catch (MagickException)
        {
            // The profile is damaged or for another kind of image. Images without a profile are treated as sRGB.
        }

        image.ColorSpace = ColorSpace.sRGB;
    }

    private static SKBitmap CopyPixels(MagickImage image)
    {
        var pixels = new SKBitmap();
        try
        {
            SKAlphaType alpha = image.HasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
            PictureDecoder.Allocate(
                pixels, new SKImageInfo((int)image.Width, (int)image.Height, SKColorType.Bgra8888, alpha, PictureDecoder.ColorSpace));
            using IUnsafePixelCollection<byte> source = image.GetPixelsUnsafe();
            source.ToByteArray(PixelMapping.BGRA).CopyTo(pixels.GetPixelSpan());
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }
}
