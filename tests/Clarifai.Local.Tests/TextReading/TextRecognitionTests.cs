using System.Text.Json;
using System.Text.Json.Nodes;
using Clarifai.Tests.Video;
using SkiaSharp;

namespace Clarifai.Local.Tests.TextReading;

/// <summary>The text in pictures, as a client gets it.</summary>
public sealed class TextRecognitionTests(RunningEngine engine)
{
    private const double ValueTolerance = 0.04;
    private const double PlaceTolerance = 3;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "text");

    public static TheoryData<SKEncodedOrigin> Origins => [.. Enum.GetValues<SKEncodedOrigin>().Distinct()];

    [Theory]
    [InlineData("receipt.jpg")]
    [InlineData("platform-sign.jpg")]
    [InlineData("note-sideways.jpg")]
    [InlineData("upside-down.jpg")]
    public async Task A_photo_says_what_the_reference_reads_in_it(string photo)
    {
        byte[] picture = Read(photo);
        using var pixels = SKBitmap.Decode(picture);
        using var expected = JsonDocument.Parse(Read("expected.json"));
        JsonElement[] read = [.. expected.RootElement.GetProperty(photo).GetProperty("read").EnumerateArray()];

        IReadOnlyList<Line> lines = await ReadAsync(picture);

        Assert.Equal(read.Select(line => line.GetProperty("text").GetString()), lines.Select(line => line.Text));
        Assert.All(read.Zip(lines), pair =>
        {
            Assert.Equal(pair.First.GetProperty("value").GetDouble(), pair.Second.Value, ValueTolerance);
            SKRect place = BoundsOf(pair.First);
            Assert.Equal(place.Left, pair.Second.Place.Left * pixels.Width, PlaceTolerance);
            Assert.Equal(place.Top, pair.Second.Place.Top * pixels.Height, PlaceTolerance);
            Assert.Equal(place.Right, pair.Second.Place.Right * pixels.Width, PlaceTolerance);
            Assert.Equal(place.Bottom, pair.Second.Place.Bottom * pixels.Height, PlaceTolerance);
        });
    }

    [Fact]
    public async Task A_receipt_comes_out_whole()
    {
        using var expected = JsonDocument.Parse(Read("expected.json"));
        IEnumerable<string?> written =
            expected.RootElement.GetProperty("receipt.jpg").GetProperty("written").EnumerateArray().Select(line => line.GetString());

        IReadOnlyList<Line> lines = await ReadAsync(Read("receipt.jpg"));

        Assert.Equal(string.Join(' ', written), string.Join(' ', lines.Select(line => line.Text)));
    }

    [Theory]
    [InlineData("ocr")]
    [InlineData("text")]
    [InlineData("ocr-scene-english-paddleocr")]
    public async Task The_model_has_several_names(string name)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(Read("upside-down.jpg")), $"/v2/models/{name}/outputs");

        JsonElement model = Assert.Single(answer.Outputs).GetProperty("model");
        Assert.Equal("text-recognition", model.GetProperty("id").GetString());
        Assert.Equal("ppocrv6-small", model.GetProperty("name").GetString());
        Assert.Equal("optical-character-recognizer", model.GetProperty("model_type_id").GetString());
    }

    [Theory]
    [MemberData(nameof(Origins))]
    public async Task However_a_picture_is_stored_its_text_is_read_in_the_same_order(SKEncodedOrigin origin)
    {
        IReadOnlyList<Line> lines = await ReadAsync(Pictures.StoreTurned(Read("receipt.jpg"), origin));

        Assert.Equal(["Corner Bakery", "2 x Espresso", "5.60"], lines.Take(3).Select(line => line.Text));
        bool isSideways = origin >= SKEncodedOrigin.LeftTop;
        Assert.All(lines, line => Assert.Equal(isSideways, line.Place.Height * 449 > line.Place.Width * 332));
    }

    [Fact]
    public async Task A_picture_without_text_says_nothing()
    {
        Assert.Empty(await ReadAsync(Pictures.Blank()));
        Assert.Empty(await ReadAsync(Pictures.Blank(1, 1)));
    }

    [Fact]
    public async Task A_lowest_value_leaves_lines_out()
    {
        IReadOnlyList<Line> all = await ReadAsync(Read("receipt.jpg"));
        double middle = all.Select(line => line.Value).Order().ElementAt(all.Count / 2);

        IReadOnlyList<Line> sure = await ReadAsync(Read("receipt.jpg"), new JsonObject { ["min_value"] = middle });

        Assert.Equal(all.Where(line => line.Value >= middle), sure);
        Assert.InRange(sure.Count, 1, all.Count - 1);
    }

    [FontFact]
    public async Task The_screens_that_say_a_phrase_are_found_among_others()
    {
        const int count = 7;
        foreach (MadeScreen screen in Enumerable.Range(0, count).Select(MadeScreen.Of))
        {
            IReadOnlyList<Line> lines = await ReadAsync(screen.Png);

            string text = string.Join(' ', lines.Select(line => line.Text));
            bool isFound = text.Contains(MadeScreen.Phrase, StringComparison.OrdinalIgnoreCase);
            Assert.True(isFound == screen.SaysThePhrase, $"{screen.Kind}: {text}");
        }
    }

    [FontFact]
    public async Task A_long_page_loses_no_line_and_has_none_twice()
    {
        const int lineHeight = 40;
        string[] written = [.. Enumerable.Range(1, 64).Select(number => $"line {number} of the page")];
        byte[] page = Draw(new SKSizeI(600, 65 * lineHeight), SKColors.White, (canvas, font, paint) =>
        {
            foreach ((int index, string line) in written.Index())
            {
                canvas.DrawText(line, 20, (index + 1) * lineHeight, SKTextAlign.Left, font, paint);
            }
        });

        Assert.Equal(written, (await ReadAsync(page)).Select(line => line.Text));
    }

    [FontFact]
    public async Task A_line_of_any_length_is_read_whole()
    {
        string written = string.Join(' ', Enumerable.Range(100, 70));
        byte[] picture = Draw(
            new SKSizeI(4400, 100),
            SKColors.White,
            (canvas, font, paint) => canvas.DrawText(written, 20, 60, SKTextAlign.Left, font, paint));

        Assert.Equal(written, Assert.Single(await ReadAsync(picture)).Text);
    }

    [FontFact]
    public async Task Black_letters_on_a_transparent_ground_are_read_on_white()
    {
        byte[] picture = Draw(
            new SKSizeI(400, 100),
            SKColors.Transparent,
            (canvas, font, paint) => canvas.DrawText("on nothing", 40, 60, SKTextAlign.Left, font, paint));

        Assert.Equal("on nothing", Assert.Single(await ReadAsync(picture)).Text);
    }

    [FfmpegFact]
    public async Task The_frames_of_a_video_have_their_text()
    {
        using var folder = new TestFolder();
        string photo = Path.Combine(Folder, "receipt.jpg");
        string video = folder.File("receipt.mp4");
        await FfmpegForTests.MakeAsync(
            video,
            "-loop", "1", "-i", "file:" + photo, "-t", "2", "-r", "5", "-vf", "scale=1796:1328:flags=lanczos,format=yuv420p", "-crf", "18");

        EngineAnswer answer = await engine.Client.PostAsync(
            PredictBody.Of(PredictBody.Video(File.ReadAllBytes(video))), "/v2/models/text-recognition/outputs");

        Assert.Equal(2, answer.Frames().Count);
        Assert.All(answer.Frames(), frame => Assert.Contains("Corner Bakery", LinesOf(frame).Select(line => line.Text)));
    }

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static byte[] Draw(SKSizeI size, SKColor ground, Action<SKCanvas, SKFont, SKPaint> draw)
    {
        using var picture = new SKBitmap(size.Width, size.Height);
        using var canvas = new SKCanvas(picture);
        canvas.Clear(ground);
        using SKFont font = InstalledFont.OfSize(20);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        draw(canvas, font, paint);
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    // Around the turned rectangle that the reference gives.
    private static SKRect BoundsOf(JsonElement line)
    {
        (double sine, double cosine) = Math.SinCos(line.GetProperty("angle").GetDouble() * Math.PI / 180);
        (double width, double height) = (line.GetProperty("width").GetDouble(), line.GetProperty("height").GetDouble());
        double across = (width * Math.Abs(cosine)) + (height * Math.Abs(sine));
        double down = (width * Math.Abs(sine)) + (height * Math.Abs(cosine));
        double[] center = [.. line.GetProperty("at").EnumerateArray().Select(part => part.GetDouble())];
        return SKRect.Create((float)(center[0] - (across / 2)), (float)(center[1] - (down / 2)), (float)across, (float)down);
    }

    private static IReadOnlyList<Line> LinesOf(JsonElement output) =>
        [.. output.GetProperty("data").GetProperty("regions").EnumerateArray().Select(Line.Read)];

    private async Task<IReadOnlyList<Line>> ReadAsync(byte[] picture, JsonObject? options = null)
    {
        EngineAnswer answer = await engine.Client.PostAsync(
            PredictBody.WithOptions(picture, options ?? []), "/v2/models/text-recognition/outputs");
        Assert.True(answer.Code == StatusCodes.Success, answer.Json.GetRawText());
        return LinesOf(Assert.Single(answer.Outputs));
    }

    private sealed record Line(string Text, double Value, SKRect Place)
    {
        public static Line Read(JsonElement region)
        {
            Assert.NotEmpty(region.GetProperty("id").GetString()!);
            JsonElement box = region.GetProperty("region_info").GetProperty("bounding_box");
            var place = new SKRect(Side("left_col"), Side("top_row"), Side("right_col"), Side("bottom_row"));
            Assert.True(place is { Left: >= 0, Top: >= 0, Right: <= 1, Bottom: <= 1, Width: > 0, Height: > 0 }, place.ToString());
            string text = region.GetProperty("data").GetProperty("text").GetProperty("raw").GetString()!;
            return new Line(text, region.GetProperty("value").GetDouble(), place);

            float Side(string name) => box.GetProperty(name).GetSingle();
        }
    }
}
