using System.Text;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Local.TextReading;

/// <summary>
/// Reads the detected lines of text. Each is cut out upright, and lines of similar width are read together. At every step along a line, the
/// recognizer returns a probability for each character and for none (connectionist temporal classification). A line that is too long is
/// read in overlapping pieces.
/// </summary>
/// <param name="recognizer">From [n, 3, 48, width] to [n, steps, 1 + characters].</param>
/// <param name="characters">The characters that the network can read, in its order.</param>
/// <param name="leastValue">The minimum mean probability of a line.</param>
internal sealed class LineReader(TextNetwork recognizer, IReadOnlyList<string> characters, double leastValue)
{
    /// <summary>The height of a line in the network's input.</summary>
    public const int LineHeight = 48;

    private const int LeastWidth = 32;

    // The longest line that is read in one piece: squeezed to fewer columns, letters would run together.
    private const int LargestWidth = 2048;

    // Shorter pieces are not read better. Two pieces overlap by two or three characters.
    private const int PieceWidth = 1280;
    private const int SharedWidth = 2 * LineHeight;

    // The total columns of a batch's lines. Batches four times as large took a third longer per line, and 100 MB more.
    private const int LargestBatch = 1300;
    private const int LeastBatchWidth = 320;

    // Lines that are much shorter than the first of a batch would mostly be padding.
    private const double LeastOfBatchWidth = 0.8;

    private const double ColumnShape = 1.5;
    private const double Sure = 0.95;

    /// <summary>Reads the lines: vertical text from either end, and a doubtful line also upside down.</summary>
    /// <param name="picture">The image.</param>
    /// <param name="places">The positions of the lines.</param>
    /// <param name="cancellation">Cancels it between two batches.</param>
    /// <returns>The lines with text, in the order of the positions.</returns>
    public IReadOnlyList<TextLine> Read(PagePicture picture, IReadOnlyList<TurnedRectangle> places, CancellationToken cancellation)
    {
        TurnedRectangle[] uprights = [.. places.Select(place => IsColumn(place) ? place.Turn(1) : place)];
        TextLine[] lines = ReadAsTheyLie(picture, uprights, cancellation);
        int[] doubtful = [.. Enumerable.Range(0, lines.Length).Where(index => lines[index].Value < Sure || IsColumn(places[index]))];
        TextLine[] turned = ReadAsTheyLie(picture, [.. doubtful.Select(index => uprights[index].Turn(2))], cancellation);
        foreach ((int index, TextLine line) in doubtful.Zip(turned))
        {
            lines[index] = line.Value > lines[index].Value ? line : lines[index];
        }

        return [.. lines.Where(line => line.Value >= leastValue && !string.IsNullOrWhiteSpace(line.Text))];
    }

    /// <summary>Groups lines into batches.</summary>
    /// <returns>The numbers of the lines of each batch, and the width of its tensor.</returns>
    public static IEnumerable<(int Width, IReadOnlyList<int> Lines)> Batch(IReadOnlyList<TurnedRectangle> places)
    {
        int[] widths = [.. places.Select(place => Math.Max(LeastBatchWidth, Math.Min(LargestWidth, WidthToReadAt(place))))];
        int width = 0;
        List<int> batch = [];
        foreach (int line in Enumerable.Range(0, widths.Length).OrderByDescending(line => widths[line]))
        {
            if (batch.Count > 0 && ((batch.Count + 1) * width > LargestBatch || widths[line] < LeastOfBatchWidth * width))
            {
                yield return (width, [.. batch]);
                batch.Clear();
            }

            width = batch.Count == 0 ? widths[line] : width;
            batch.Add(line);
        }

        if (batch.Count > 0)
        {
            yield return (width, batch);
        }
    }

    private static bool IsColumn(TurnedRectangle place)
    {
        SKSizeI size = SizeOf(place);
        return size.Height >= ColumnShape * size.Width;
    }

    private static int WidthToReadAt(TurnedRectangle place)
    {
        SKSizeI size = SizeOf(place);
        return Math.Max(LeastWidth, (int)Math.Ceiling((double)LineHeight * size.Width / size.Height));
    }

    private static SKSizeI SizeOf(TurnedRectangle place) =>
        new(Math.Max(1, (int)Math.Round(place.Width)), Math.Max(1, (int)Math.Round(place.Height)));

    private TextLine[] ReadAsTheyLie(PagePicture picture, TurnedRectangle[] places, CancellationToken cancellation)
    {
        TurnedRectangle[][] parts = [.. places.Select(Part)];
        var read = new Queue<LineStep[]>(ReadSteps(picture, [.. parts.SelectMany(part => part)], cancellation));
        return
        [
            .. places.Zip(parts, (place, pieces) =>
            {
                LineStep[] steps = read.Dequeue();
                foreach (TurnedRectangle piece in pieces[1..])
                {
                    LineStep[] next = read.Dequeue();
                    steps = LineStep.Join(steps, next, shared: next.Length * SharedWidth / WidthToReadAt(piece));
                }

                (string text, float value) = Spell(steps);
                return new TextLine(text, value, place);
            }),
        ];
    }

    // Of equal length, from the line's start to its end. Each is a separate batch, so that none of its steps is padding.
    private static TurnedRectangle[] Part(TurnedRectangle line)
    {
        int width = WidthToReadAt(line);
        if (width <= LargestWidth)
        {
            return [line];
        }

        int count = (int)Math.Ceiling((double)(width - SharedWidth) / (PieceWidth - SharedWidth));
        double shared = line.Width * SharedWidth / width;
        double length = (line.Width + ((count - 1) * shared)) / count;
        (double sine, double cosine) = Math.SinCos(line.Angle);
        return
        [
            .. Enumerable.Range(0, count).Select(number =>
            {
                double along = (number * (length - shared)) + (length / 2) - (line.Width / 2);
                return line.MoveBy(along * cosine, along * sine) with { Width = length };
            }),
        ];
    }

    private LineStep[][] ReadSteps(PagePicture picture, TurnedRectangle[] places, CancellationToken cancellation)
    {
        var steps = new LineStep[places.Length][];
        foreach ((int width, IReadOnlyList<int> batch) in Batch(places))
        {
            cancellation.ThrowIfCancellationRequested();
            using OrtValue tensor = TextNetwork.Allocate(batch.Count, new SKSizeI(width, LineHeight));
            foreach ((int index, int line) in batch.Index())
            {
                var size = new SKSizeI(Math.Min(width, WidthToReadAt(places[line])), LineHeight);
                using SKBitmap drawn = picture.Draw(size, places[line].ToUpright(size));
                TextNetwork.Fill(tensor, index, drawn);
            }

            using IDisposableReadOnlyCollection<OrtValue> outputs = recognizer.Run(tensor);
            ReadOnlySpan<float> probabilities = outputs[0].GetTensorDataAsSpan<float>();
            int length = probabilities.Length / batch.Count;
            foreach ((int index, int line) in batch.Index())
            {
                steps[line] = LineStep.Of(probabilities.Slice(index * length, length), characters.Count + 1);
            }
        }

        return steps;
    }

    // A character repeated over several steps is one character.
    private (string Text, float Value) Spell(LineStep[] steps)
    {
        var text = new StringBuilder();
        double sum = 0;
        int count = 0;
        int last = LineStep.NoCharacter;
        foreach (LineStep step in steps)
        {
            if (step.Character != LineStep.NoCharacter && step.Character != last)
            {
                text.Append(characters[step.Character - 1]);
                sum += step.Probability;
                count++;
            }

            last = step.Character;
        }

        return (text.ToString(), count == 0 ? 0 : (float)(sum / count));
    }
}
