using SkiaSharp;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>A screenshot: a title bar and lines of small words, light or dark. In some of them a line says the phrase.</summary>
internal sealed class MadeScreen
{
    public const string Phrase = "Access is denied";

    private const int TitleHeight = 30;

    private static readonly string[] Words =
    [
        .. """
        the file server could not open share because user account has no right to read it please ask your administrator settings network
        printer update failed device ready connected backup finished at midnight error code service started stopped disk space low on
        volume report daily total items selected folder picture video audio mail calendar sign in password expired change options help
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly string[] AlmostThePhrase =
        ["Access is defined", "Access was granted", "Permission is denied", "Access is required", "Entry is denied"];

    private static readonly SKSizeI[] Sizes = [new(1024, 640), new(1280, 800), new(1366, 768), new(1920, 1080)];

    private readonly Random _random;
    private readonly bool _isDark;

    private MadeScreen(int number)
    {
        _random = new Random(number);
        Kind = (ScreenKind)(number % Enum.GetValues<ScreenKind>().Length);
        _isDark = Kind == ScreenKind.Dark || (Kind == ScreenKind.WithoutPhrase && number % 2 == 0);
        Png = Draw(Sizes[_random.Next(Sizes.Length)]);
    }

    public ScreenKind Kind { get; }

    public bool SaysThePhrase => Kind != ScreenKind.WithoutPhrase;

    public byte[] Png { get; }

    /// <summary>Makes the screen of a number: always the same one, and all kinds in turn.</summary>
    public static MadeScreen Of(int number) => new(number);

    private byte[] Draw(SKSizeI size)
    {
        using var screen = new SKBitmap(size.Width, size.Height);
        using var canvas = new SKCanvas(screen);
        canvas.Clear(Shade(_isDark ? 10 : 225));
        using var bar = new SKPaint { Color = new SKColor(40, 90, 160) };
        canvas.DrawRect(0, 0, size.Width, TitleHeight, bar);
        using (SKFont title = InstalledFont.OfSize(14))
        {
            Write(canvas, title, Say(3), 10, 21, SKColors.White);
        }

        float height = Kind == ScreenKind.Small ? 10 : _random.Next(11, 19);
        using SKFont font = InstalledFont.OfSize(height);
        float pitch = height * 1.7f;
        int rows = Math.Min((int)((size.Height - (4 * TitleHeight)) / pitch), _random.Next(4, 22));
        int rowOfPhrase = _random.Next(rows);
        float left = _random.Next(10, 200);
        float top = 2.5f * TitleHeight;
        if (Kind == ScreenKind.Tilted)
        {
            // About the start of the first line, which so stays clear of the bar; the last ones need room on the left.
            left += 4 * TitleHeight;
            top += TitleHeight;
            canvas.RotateDegrees(_random.Next(3, 9), left, top);
        }

        SKColor ink = Shade(_isDark ? 215 : 10);
        SKColor inkOfPhrase = Kind != ScreenKind.OtherColor ? ink : _isDark ? new SKColor(255, 120, 110) : new SKColor(200, 20, 20);
        for (int row = 0; row < rows; row++)
        {
            float baseline = top + (row * pitch);
            if (row != rowOfPhrase)
            {
                Write(canvas, font, Say(_random.Next(2, 9)), left, baseline, ink);
                continue;
            }

            string before = _random.Next(2) == 0 ? "" : Say(2) + ": ";
            float end = Write(canvas, font, before, left, baseline, ink);
            string said = SaysThePhrase ? Phrase : AlmostThePhrase[_random.Next(AlmostThePhrase.Length)];
            Write(canvas, font, said, end, baseline, inkOfPhrase);
        }

        using SKData png = screen.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private SKColor Shade(int darkest)
    {
        return new SKColor(Part(), Part(), Part());

        byte Part() => (byte)_random.Next(darkest, darkest + 30);
    }

    private string Say(int words) => string.Join(' ', _random.GetItems(Words, words));

    private static float Write(SKCanvas canvas, SKFont font, string text, float left, float baseline, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, left, baseline, SKTextAlign.Left, font, paint);
        return left + font.MeasureText(text);
    }
}
