using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Local.TextReading;

/// <summary>
/// Finds the lines of text in an image. The detector returns a map of the probability that each pixel belongs to the core of a line; every
/// connected area becomes a rectangle that is expanded to the whole line.
/// </summary>
internal sealed class TextFinder(TextNetwork detector)
{
    /// <summary>The most pixels that the detector processes at once: those of a 4:3 image. They take 400 MB.</summary>
    public const int MostPixels = LongSide * 1216;

    // An image is enlarged so that its shorter side has the first length, but its longer side never exceeds the second.
    private const double ShortSide = 736;
    private const int LongSide = 1600;
    private const int SizeStep = 32;

    private const float LeastPixel = 0.3f;
    private const double LeastMean = 0.5;
    private const int LeastPixelCount = 10;
    private const double LeastSide = 3;
    private const double Growth = 1.6;

    // A page longer than twice its width is processed in pieces, so that it need not shrink, unless it is only a few pixels wide.
    private const int LeastPieceSide = 200;
    private const int LongestShape = 40;
    private const double PieceLength = 1.3;
    private const double PieceOverlap = 0.15;
    private const float BorderWidth = 2;

    /// <summary>Finds each line once, in no particular order.</summary>
    /// <returns>The lines in pixels of the upright image, at angles above -45° and up to 45°.</returns>
    public IReadOnlyList<TurnedRectangle> Find(PagePicture picture, CancellationToken cancellation)
    {
        var whole = SKRectI.Create(picture.Size);
        IReadOnlyList<SKRectI> pieces = CutIntoPieces(picture.Size);
        List<TurnedRectangle> found = [];
        foreach (SKRectI piece in pieces)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (TurnedRectangle line in FindIn(picture, piece))
            {
                if (!IsCutOff(line.Bounds, piece, whole) && !found.Exists(other => IsSame(line, other)))
                {
                    found.Add(line);
                }
            }
        }

        if (pieces.Count > 1)
        {
            foreach (TurnedRectangle line in FindIn(picture, whole))
            {
                AddUnlessFound(found, line);
            }
        }

        return found;
    }

    /// <summary>The size to which a part of an image is scaled for the detector.</summary>
    public static SKSizeI SizeToLookAt(SKSizeI part)
    {
        double[] scales =
        [
            Math.Max(1, ShortSide / Math.Min(part.Width, part.Height)),
            (double)LongSide / Math.Max(part.Width, part.Height),
            Math.Sqrt(MostPixels / ((double)part.Width * part.Height)),
        ];
        double scale = scales.Min();
        return new SKSizeI(RoundToStep(part.Width * scale), RoundToStep(part.Height * scale));
    }

    /// <summary>The parts of an image to process one after another.</summary>
    public static IReadOnlyList<SKRectI> CutIntoPieces(SKSizeI size)
    {
        (int longer, int shorter) = (Math.Max(size.Width, size.Height), Math.Min(size.Width, size.Height));
        if (longer <= LongSide || longer <= 2 * shorter || shorter < LeastPieceSide || longer > LongestShape * shorter)
        {
            return [SKRectI.Create(size)];
        }

        int length = (int)Math.Round(PieceLength * shorter);
        int step = length - (int)Math.Round(PieceOverlap * shorter);
        List<SKRectI> pieces = [];
        for (int start = 0; start < longer - length; start += step)
        {
            pieces.Add(PieceAt(start));
        }

        pieces.Add(PieceAt(longer - length));
        return pieces;

        SKRectI PieceAt(int start) => size.Width > size.Height
            ? SKRectI.Create(start, 0, length, size.Height)
            : SKRectI.Create(0, start, size.Width, length);
    }

    // A line that a piece's border cuts is whole in the next piece.
    private static bool IsCutOff(SKRect line, SKRectI piece, SKRectI whole) =>
        (piece.Left > whole.Left && line.Left < piece.Left + BorderWidth)
        || (piece.Top > whole.Top && line.Top < piece.Top + BorderWidth)
        || (piece.Right < whole.Right && line.Right > piece.Right - BorderWidth)
        || (piece.Bottom < whole.Bottom && line.Bottom > piece.Bottom - BorderWidth);

    private static bool IsSame(TurnedRectangle line, TurnedRectangle other)
    {
        double thickness = Math.Min(Math.Min(line.Width, line.Height), Math.Min(other.Width, other.Height));
        return Math.Max(Math.Abs(line.X - other.X), Math.Abs(line.Y - other.Y)) < thickness / 2
            && Math.Abs(line.Width - other.Width) < 0.5 * Math.Max(line.Width, other.Width);
    }

    // A line that is too long for any piece is found in parts or not at all.
    private static void AddUnlessFound(List<TurnedRectangle> found, TurnedRectangle line)
    {
        const double mostOfIt = 0.8;
        List<TurnedRectangle> parts = found.FindAll(part => line.Contains(part.X, part.Y));
        if (parts.Sum(part => part.Width) < mostOfIt * line.Width)
        {
            found.RemoveAll(parts.Contains);
            found.Add(line);
        }
    }

    private static int RoundToStep(double length) => Math.Max(SizeStep, (int)Math.Round(length / SizeStep) * SizeStep);

    private List<TurnedRectangle> FindIn(PagePicture picture, SKRectI piece)
    {
        SKSizeI size = SizeToLookAt(piece.Size);
        (double across, double down) = ((double)piece.Width / size.Width, (double)piece.Height / size.Height);
        using OrtValue tensor = TextNetwork.Allocate(1, size);
        SKMatrix toTensor = SKMatrix.CreateScale((float)(1 / across), (float)(1 / down))
            .PreConcat(SKMatrix.CreateTranslation(-piece.Left, -piece.Top));
        using (SKBitmap drawn = picture.Draw(size, toTensor))
        {
            TextNetwork.Fill(tensor, 0, drawn);
        }

        using IDisposableReadOnlyCollection<OrtValue> outputs = detector.Run(tensor);
        List<TurnedRectangle> found = [];
        foreach (ConnectedArea area in ConnectedArea.FindAll(outputs[0].GetTensorDataAsSpan<float>(), size.Width, LeastPixel))
        {
            if (area.PixelCount < LeastPixelCount || area.Mean < LeastMean)
            {
                continue;
            }

            var core = SmallestRectangle.Around(area.Corners);
            if (Math.Min(core.Width, core.Height) < LeastSide)
            {
                continue;
            }

            double grown = core.Width * core.Height * Growth / (core.Width + core.Height);
            found.Add(new TurnedRectangle(
                piece.Left + (core.X * across),
                piece.Top + (core.Y * down),
                (core.Width + grown) * across,
                (core.Height + grown) * down,
                core.Angle));
        }

        return found;
    }
}
