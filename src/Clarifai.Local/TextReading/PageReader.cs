using Clarifai.Local.Imaging;
using Clarifai.Local.Inference;
using SkiaSharp;

namespace Clarifai.Local.TextReading;

/// <summary>
/// Reads the text in an image: the positions of lines, their text, and their reading order. It decodes by itself, as small letters require
/// all available pixels.
/// </summary>
/// <param name="detector">Finds lines.</param>
/// <param name="recognizer">Reads them.</param>
/// <param name="characters">The characters that the recognizer can read, in its order.</param>
/// <param name="threshold">The minimum mean probability of a line's characters.</param>
internal sealed class PageReader(TextNetwork detector, TextNetwork recognizer, IReadOnlyList<string> characters, double threshold)
    : IPictureReader<TextReading>
{
    // More pixels than the detector uses make small letters easier to read. Larger images are scaled down, so that the image and the
    // networks together use only a few hundred megabytes.
    private const double MostPixels = 14.5e6;

    private readonly TextFinder _finder = new(detector);
    private readonly LineReader _lines = new(recognizer, characters, threshold);

    public int? ShorterSide => null;

    public TextReading Read(Sight sight)
    {
        using DecodedPicture picture = Decode(sight.File, sight.Cancellation);
        WhiteGround.LayUnder(picture.Pixels);
        using var view = new PagePicture(picture);
        IReadOnlyList<TurnedRectangle> places = _finder.Find(view, sight.Cancellation);
        IReadOnlyList<TextLine> lines = ReadingOrder.Of(_lines.Read(view, places, sight.Cancellation));
        return new TextReading(lines, new PicturePlacement(picture.ToUpright, picture.Pixels.Info.Size, picture.UprightSize.Height));
    }

    private static DecodedPicture Decode(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        DecodedPicture picture = PictureDecoder.Decode(file, upright => Limit(upright), cancellation);
        SKImageInfo stored = picture.Pixels.Info;
        SKSizeI size = Limit(stored.Size);
        if (size == stored.Size)
        {
            return picture;
        }

        using (picture)
        {
            var smaller = new SKBitmap();
            PictureDecoder.Allocate(smaller, stored.WithSize(size));
            return picture.Pixels.ScalePixels(smaller, new SKSamplingOptions(SKFilterMode.Linear))
                ? new DecodedPicture(smaller, picture.Origin)
                : throw new InvalidOperationException($"An image of {stored.Width} x {stored.Height} pixels cannot be scaled down.");
        }
    }

    private static SKSizeI Limit(SKSizeI size)
    {
        double scale = Math.Min(1, Math.Sqrt(MostPixels / ((double)size.Width * size.Height)));
        return new SKSizeI((int)Math.Ceiling(size.Width * scale), (int)Math.Ceiling(size.Height * scale));
    }
}
