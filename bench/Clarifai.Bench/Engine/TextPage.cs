using Clarifai.Local.Imaging;
using Clarifai.Local.Manifests;
using Clarifai.Local.TextReading;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Clarifai.Bench.Engine;

/// <summary>
/// A page of text for the bench, and the reference for reading it: the two networks on empty tensors of the sizes that the page needs, with
/// one thread and nothing around them.
/// </summary>
internal sealed class TextPage : IDisposable
{
    private const int Columns = 2;
    private const int Rows = 3;
    private static readonly string Models = Path.Combine(AppContext.BaseDirectory, "Models", "textreader");

    private readonly TextNetwork _detector;
    private readonly TextNetwork _recognizer;
    private readonly OrtValue _picture;
    private readonly OrtValue[] _batches;

    private TextPage(byte[] jpeg, TextNetwork detector, TextNetwork recognizer, OrtValue picture, OrtValue[] batches, int lines)
    {
        Jpeg = jpeg;
        Lines = lines;
        _detector = detector;
        _recognizer = recognizer;
        _picture = picture;
        _batches = batches;
    }

    public byte[] Jpeg { get; }

    public int Lines { get; }

    /// <summary>Lays a photo of a receipt side by side on a page, and sees what there is to read.</summary>
    public static TextPage Make()
    {
        byte[] jpeg = Draw();
        var folder = ModelFolder.Open(ManifestFile.Read(Models), []);
        var detector = TextNetwork.Load(folder, ModelManifest.Detector);
        var recognizer = TextNetwork.Load(folder, ModelManifest.Recognizer);
        using DecodedPicture picture = PictureDecoder.Decode(jpeg, size => size, CancellationToken.None);
        using var view = new PagePicture(picture);
        IReadOnlyList<TurnedRectangle> lines = new TextFinder(detector).Find(view, CancellationToken.None);
        OrtValue[] batches =
        [
            .. LineReader.Batch(lines)
                .Select(batch => TextNetwork.Allocate(batch.Lines.Count, new SKSizeI(batch.Width, LineReader.LineHeight))),
        ];
        OrtValue whole = TextNetwork.Allocate(1, TextFinder.SizeToLookAt(view.Size));
        return new TextPage(jpeg, detector, recognizer, whole, batches, lines.Count);
    }

    public void RunNetworks(int times)
    {
        for (int time = 0; time < times; time++)
        {
            using (_detector.Run(_picture))
            {
            }

            foreach (OrtValue batch in _batches)
            {
                using IDisposableReadOnlyCollection<OrtValue> outputs = _recognizer.Run(batch);
            }
        }
    }

    public void Dispose()
    {
        _picture.Dispose();
        foreach (OrtValue batch in _batches)
        {
            batch.Dispose();
        }

        _detector.Dispose();
        _recognizer.Dispose();
    }

    private static byte[] Draw()
    {
        using var receipt = SKBitmap.Decode(Path.Combine(AppContext.BaseDirectory, "text", "receipt.jpg"));
        using var page = new SKBitmap(Columns * receipt.Width, Rows * receipt.Height);
        using var canvas = new SKCanvas(page);
        for (int part = 0; part < Columns * Rows; part++)
        {
            canvas.DrawBitmap(
                receipt, part % Columns * receipt.Width, part / Columns * receipt.Height, SKSamplingOptions.Default, paint: null);
        }

        using SKData jpeg = page.Encode(SKEncodedImageFormat.Jpeg, 90);
        return jpeg.ToArray();
    }
}
