using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// Decodes untrusted image files: rejects images that are too large before allocating memory, and truncated or damaged ones.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>The service's limit.</summary>
    public const long MaximumPixels = 85_000_000;

    // The decoder can scale a JPEG to any number of eighths of its size, in a fraction of the time.
    private const int ScaleSteps = 8;

    // Hundred thousandths.
    private const uint LeastGamma = 16;
    private const uint GreatestGamma = 625_000_000;

    public static readonly SKColorSpace ColorSpace = SKColorSpace.CreateSrgb();

    /// <summary>Decodes an image at the smallest scale of its codec that still covers the wanted size.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="wanted">From an image's upright size to the size that it will be drawn at.</param>
    /// <param name="cancellation">Cancels a decoding that can take long.</param>
    /// <exception cref="InputRejectedException">The bytes are not a supported image, or the image is damaged or too large.</exception>
    public static DecodedPicture Decode(ReadOnlyMemory<byte> file, Func<SKSizeI, SKSize> wanted, CancellationToken cancellation) =>
        Decode(file, _ => true, wanted, cancellation)!;

    /// <summary>Decodes an image, unless its header shows that it is not wanted.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="isWanted">Whether to decode an image with this header.</param>
    /// <param name="wanted">From an image's upright size to the size that it will be drawn at.</param>
    /// <param name="cancellation">Cancels a decoding that can take long.</param>
    /// <returns>Null if it is not wanted.</returns>
    /// <exception cref="InputRejectedException">The bytes are not a supported image, or the image is damaged or too large.</exception>
    public static unsafe DecodedPicture? Decode(
        ReadOnlyMemory<byte> file, Predicate<PictureHeader> isWanted, Func<SKSizeI, SKSize> wanted, CancellationToken cancellation)
    {
        MediaFormat? format = MediaSniffer.Sniff(file.Span[..Math.Min(file.Length, MediaSniffer.HeaderLength)]);

        // Too short for an image; the codecs would report a truncated file.
        if (file.Length < SKCodec.MinBufferedBytesNeeded)
        {
            throw Refuse(SKCodecResult.Unimplemented, format);
        }

        if (MagickDecoder.FormatOf(format) is { } other)
        {
            return MagickDecoder.Decode(
                file, other, (size, origin) => isWanted(new PictureHeader(format, size, origin)), wanted, cancellation);
        }

        bool isPng = format?.Name == "PNG";
        using var pin = file.Pin();
        using var data = SKData.Create((nint)pin.Pointer, file.Length);
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(data), out SKCodecResult opened)
            ?? throw Refuse(opened, format);

        SKSizeI size = codec.Info.Size;
        ExpectPixels(size);
        SKEncodedOrigin origin = isPng ? (SKEncodedOrigin)ExifOrientation.Of(file.Span) : codec.EncodedOrigin;
        if (!isWanted(new PictureHeader(format, size, origin)))
        {
            return null;
        }

        bool isJpeg = format?.Name == "JPEG";
        if (isJpeg && JpegFile.AddMissingEnd(file.Span, isSuspicious: false, cancellation) is { } ended)
        {
            return Decode(ended, isWanted, wanted, cancellation);
        }

        SKSizeI scaled = ChooseSize(codec, PictureOrientation.TurnUpright(size, origin), wanted, origin);
        bool opaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        var pixels = new SKBitmap();
        try
        {
            SKAlphaType alpha = opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
            var target = new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Bgra8888, alpha, ColorSpace);
            Allocate(pixels, target);

            // The codec fills in the missing part of a truncated file and still returns an image; its result shows it, except for a JPEG.
            SKImageInfo decodedAs = isPng && HasNoGamma(file.Span) ? target.WithColorSpace(null) : target;
            SKCodecResult decoded = codec.GetPixels(decodedAs, pixels.GetPixels());
            if (decoded != SKCodecResult.Success)
            {
                throw Refuse(decoded, format);
            }

            if (isJpeg && EndsFlat(pixels))
            {
                _ = JpegFile.AddMissingEnd(file.Span, isSuspicious: true, cancellation);
            }

            return new DecodedPicture(pixels, origin);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <exception cref="InputRejectedException">The image has more pixels than the service accepts.</exception>
    public static void ExpectPixels(SKSizeI size)
    {
        if ((long)size.Width * size.Height > MaximumPixels)
        {
            throw new InputRejectedException(
                StatusCodes.InputOverLimit,
                $"The image has {size.Width} x {size.Height} pixels; the limit is {MaximumPixels / 1_000_000} megapixels.");
        }
    }

    public static InputRejectedException CutOff() => new(StatusCodes.ImageDecodeFailed, "The image is truncated.");

    /// <exception cref="InputRejectedException">There is not enough memory.</exception>
    public static void Allocate(SKBitmap pixels, SKImageInfo size)
    {
        if (!pixels.TryAllocPixels(size))
        {
            throw new InputRejectedException(
                StatusCodes.InputOverLimit, $"There is not enough memory for {size.Width} x {size.Height} pixels.");
        }
    }

    private static SKSizeI ChooseSize(SKCodec codec, SKSizeI upright, Func<SKSizeI, SKSize> wanted, SKEncodedOrigin origin)
    {
        SKSize needed = wanted(upright);
        for (int step = 1; step < ScaleSteps; step++)
        {
            SKSizeI offered = codec.GetScaledDimensions((float)step / ScaleSteps);
            SKSizeI turned = PictureOrientation.TurnUpright(offered, origin);
            if (turned.Width >= needed.Width && turned.Height >= needed.Height)
            {
                return offered;
            }
        }

        return codec.Info.Size;
    }

    // As the rest of a truncated image does.
    private static bool EndsFlat(SKBitmap pixels)
    {
        ReadOnlySpan<uint> all = MemoryMarshal.Cast<byte, uint>(pixels.GetPixelSpan());
        return pixels.Width < 2 || all[^1] == all[^2];
    }

    // A gamma value that libpng considers out of range, without a profile instead: the codec would apply it and return black.
    private static bool HasNoGamma(ReadOnlySpan<byte> png) =>
        PngChunk.Find(png, "gAMA"u8) is { Length: sizeof(uint) } gamma
        && BinaryPrimitives.ReadUInt32BigEndian(png[gamma.At..]) is < LeastGamma or > GreatestGamma
        && PngChunk.Find(png, "iCCP"u8) is null;

    private static InputRejectedException Refuse(SKCodecResult result, MediaFormat? format) => result switch
    {
        SKCodecResult.Unimplemented => new InputRejectedException(
            StatusCodes.InputUnsupportedFormat,
            $"The input is not an image this engine can read; {MediaFormat.Impression(format)}. "
            + "Supported formats: JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC, and AVIF."),
        SKCodecResult.IncompleteInput => CutOff(),
        _ => new InputRejectedException(StatusCodes.ImageDecodeFailed, "The image is damaged."),
    };
}
