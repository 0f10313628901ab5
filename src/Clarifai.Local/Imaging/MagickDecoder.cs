using Clarifai.Local.Protocol;
using ImageMagick;
using ImageMagick.Formats;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// Decodes with ImageMagick what Skia does not read. Every format is named by what the content shows, so that no other reader is tried; a
/// policy file forbids all others, and whatever else the library can do, once more.
/// </summary>
internal static class MagickDecoder
{
    private const int BytesPerPixel = 4;

    // Samples of 16 bits are read into rows or tiles as they are before they become bytes.
    private const ulong LargestPicture = (ulong)PictureDecoder.MaximumPixels * BytesPerPixel;
    private const ulong LargestBlock = 2 * LargestPicture;

    private static readonly byte[] EndOfJpeg = [0xFF, 0xD9];

    static MagickDecoder()
    {
        string policy = Path.Combine(AppContext.BaseDirectory, "Imaging", "magick");
        if (!File.Exists(Path.Combine(policy, "policy.xml")))
        {
            throw new FileNotFoundException($"The program lacks its file policy.xml in {policy}.");
        }

        MagickNET.SetEnvironmentVariable("MAGICK_CONFIGURE_PATH", policy);
        OpenCL.IsEnabled = false;
        ResourceLimits.Area = (ulong)PictureDecoder.MaximumPixels;
        ResourceLimits.Width = (ulong)PictureDecoder.MaximumPixels;
        ResourceLimits.Height = (ulong)PictureDecoder.MaximumPixels;
        ResourceLimits.MaxMemoryRequest = LargestBlock;

        // A picture and its scaled copy on every core. What has no room in memory is refused, not written to disk.
        ResourceLimits.Memory = (ulong)Environment.ProcessorCount * 2 * LargestPicture;
        ResourceLimits.Disk = 0;

        // Pictures are decoded side by side, as many as there are cores. No limit on time: it is one for the whole process.
        ResourceLimits.Thread = 1;
    }

    /// <summary>The reader for a format; null where Skia is.</summary>
    public static MagickFormat? FormatOf(MediaFormat? format) => format?.Name switch
    {
        "AVIF" => MagickFormat.Avif,
        "HEIC" => MagickFormat.Heic,
        "TIFF" => MagickFormat.Tiff,
        _ => null,
    };

    /// <summary>Decodes the main picture of a file at the wanted size or, where that is larger, at its own.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="format">The format that they are in.</param>
    /// <param name="wanted">From a picture's upright size to the size that it will be drawn at.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputRejectedException">The file is damaged or too large.</exception>
    public static DecodedPicture Decode(
        ReadOnlyMemory<byte> file, MagickFormat format, Func<SKSizeI, SKSize> wanted, CancellationToken cancellation)
    {
        SKEncodedOrigin origin = SKEncodedOrigin.TopLeft;
        if (format == MagickFormat.Tiff && ExifOrientation.Find(file.Span) is { } orientation)
        {
            (file, origin) = orientation.IsValid ? (file, (SKEncodedOrigin)orientation.Stored) : (SetUpright(file, orientation), origin);
        }

        return Decode(file.Span, format, origin, wanted, isStrict: false, cancellation);
    }

    /// <summary>Decodes a JPEG file that ends without its end marker.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="origin">Its orientation.</param>
    /// <param name="wanted">From a picture's upright size to the size that it will be drawn at.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputRejectedException">It lacks more than that.</exception>
    public static DecodedPicture DecodeUnended(
        ReadOnlySpan<byte> file, SKEncodedOrigin origin, Func<SKSizeI, SKSize> wanted, CancellationToken cancellation) =>

        // With the marker there, whatever the decoder complains of is something else that is missing.
        Decode([.. file, .. EndOfJpeg], MagickFormat.Jpeg, origin, wanted, isStrict: true, cancellation);

    // A number that means nothing is an error to the library, and to others it means 1.
    private static byte[] SetUpright(ReadOnlyMemory<byte> file, ExifOrientation orientation)
    {
        byte[] copy = file.ToArray();
        copy[orientation.At] = orientation.IsLittleEndian ? (byte)ExifOrientation.Upright : (byte)0;
        copy[orientation.At + 1] = orientation.IsLittleEndian ? (byte)0 : (byte)ExifOrientation.Upright;
        return copy;
    }

    private static DecodedPicture Decode(
        ReadOnlySpan<byte> file,
        MagickFormat format,
        SKEncodedOrigin origin,
        Func<SKSizeI, SKSize> wanted,
        bool isStrict,
        CancellationToken cancellation)
    {
        var settings = new MagickReadSettings { Format = format, FrameIndex = 0, FrameCount = 1 };
        settings.SetDefines(new TiffReadDefines { IgnoreExifProperties = true, IgnoreLayers = true });
        using var image = new MagickImage();
        bool isComplete = true;
        image.Warning += (_, _) => isComplete = false;
        image.Progress += (_, progress) => progress.Cancel = cancellation.IsCancellationRequested;
        try
        {
            image.Ping(file, settings);
            var size = new SKSizeI((int)image.Width, (int)image.Height);
            PictureDecoder.ExpectPixels(size);
            image.Read(file, settings);
            cancellation.ThrowIfCancellationRequested();
            if (isStrict && !isComplete)
            {
                throw PictureDecoder.CutOff();
            }

            Scale(image, wanted(PictureOrientation.TurnUpright(size, origin)), origin);
            ToSrgb(image);
            return new DecodedPicture(CopyPixels(image), origin);
        }
        catch (MagickResourceLimitErrorException failure)
        {
            throw new InputRejectedException(
                StatusCodes.InputOverLimit, "The picture takes more memory than the engine has for one.", failure);
        }
        catch (MagickException failure)
        {
            throw new InputRejectedException(
                StatusCodes.ImageDecodeFailed, $"The {format.ToString().ToUpperInvariant()} picture is cut off or damaged.", failure);
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
            // The profile is damaged or of another kind of picture. What has none is taken for sRGB.
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
