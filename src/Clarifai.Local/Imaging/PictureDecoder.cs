using System.Buffers.Binary;
using Clarifai.Local.Protocol;
using SkiaSharp;

namespace Clarifai.Local.Imaging;

/// <summary>
/// Decodes picture files of unknown origin: refuses what is too large before it takes memory, and what is cut off or damaged.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>The service's limit.</summary>
    public const long MaximumPixels = 85_000_000;

    // A JPEG comes out of the decoder at any number of eighths of its size, for a fraction of the time of the whole.
    private const int ScaleSteps = 8;

    // Hundred thousandths.
    private const uint LeastGamma = 16;
    private const uint GreatestGamma = 625_000_000;

    public static readonly SKColorSpace ColorSpace = SKColorSpace.CreateSrgb();

    /// <summary>Decodes a picture at the smallest scale its codec offers that still covers the wanted size.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="wanted">From a picture's upright size to the size that it will be drawn at.</param>
    /// <param name="cancellation">Ends a decoding that can take long.</param>
    /// <exception cref="InputRejectedException">The bytes are no picture that is read, or one that is damaged or too large.</exception>
    public static unsafe DecodedPicture Decode(
        ReadOnlyMemory<byte> file, Func<SKSizeI, SKSize> wanted, CancellationToken cancellation)
    {
        // Too short to tell what it is; the codecs would call it cut off.
        if (file.Length < SKCodec.MinBufferedBytesNeeded)
        {
            throw Refuse(SKCodecResult.Unimplemented);
        }

        MediaFormat? format = MediaSniffer.Sniff(file.Span[..Math.Min(file.Length, MediaSniffer.HeaderLength)]);
        if (MagickDecoder.FormatOf(format) is { } other)
        {
            return MagickDecoder.Decode(file, other, wanted, cancellation);
        }

        bool isPng = format?.Name == "PNG";
        using var pin = file.Pin();
        using var data = SKData.Create((nint)pin.Pointer, file.Length);
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(data), out SKCodecResult opened)
            ?? throw Refuse(opened);

        SKSizeI size = codec.Info.Size;
        ExpectPixels(size);
        SKEncodedOrigin origin = isPng ? (SKEncodedOrigin)ExifOrientation.Of(file.Span) : codec.EncodedOrigin;
        SKSizeI scaled = ChooseSize(codec, PictureOrientation.TurnUpright(size, origin), wanted, origin);
        bool opaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        var pixels = new SKBitmap();
        try
        {
            SKAlphaType alpha = opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
            var target = new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Bgra8888, alpha, ColorSpace);
            Allocate(pixels, target);

            // The codec fills what is missing of a file that was cut off and still hands out a picture; only its result tells.
            SKImageInfo decodedAs = isPng && HasNoGamma(file.Span) ? target.WithColorSpace(null) : target;
            SKCodecResult decoded = codec.GetPixels(decodedAs, pixels.GetPixels());
            if (decoded == SKCodecResult.Success)
            {
                return new DecodedPicture(pixels, origin);
            }

            if (decoded != SKCodecResult.IncompleteInput || format?.Name != "JPEG")
            {
                throw Refuse(decoded);
            }
        }
        catch
        {
            pixels.Dispose();
            throw;
        }

        pixels.Dispose();
        return MagickDecoder.DecodeUnended(file.Span, origin, wanted, cancellation);
    }

    /// <exception cref="InputRejectedException">The picture has more pixels than the service takes.</exception>
    public static void ExpectPixels(SKSizeI size)
    {
        if ((long)size.Width * size.Height > MaximumPixels)
        {
            throw new InputRejectedException(
                StatusCodes.InputOverLimit,
                $"The picture has {size.Width} x {size.Height} pixels; the limit is {MaximumPixels / 1_000_000} megapixels.");
        }
    }

    public static InputRejectedException CutOff() => new(StatusCodes.ImageDecodeFailed, "The picture is cut off.");

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

    // A gamma that libpng calls out of range, without a profile in its place: the codec would take it at its word and give black.
    private static bool HasNoGamma(ReadOnlySpan<byte> png) =>
        PngChunk.Find(png, "gAMA"u8) is { Length: sizeof(uint) } gamma
        && BinaryPrimitives.ReadUInt32BigEndian(png[gamma.At..]) is < LeastGamma or > GreatestGamma
        && PngChunk.Find(png, "iCCP"u8) is null;

    private static InputRejectedException Refuse(SKCodecResult result) => result switch
    {
        SKCodecResult.Unimplemented => new InputRejectedException(
            StatusCodes.InputUnsupportedFormat,
            "The bytes are not a picture that this engine reads: JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF."),
        SKCodecResult.IncompleteInput => CutOff(),
        _ => new InputRejectedException(StatusCodes.ImageDecodeFailed, $"The picture is damaged ({result})."),
    };
}
