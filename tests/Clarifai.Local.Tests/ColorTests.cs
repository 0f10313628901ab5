using System.Text.Json;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>The color model: the palette of a picture's pixels with the names of the W3C.</summary>
public sealed class ColorTests(RunningEngine engine)
{
    public static TheoryData<string> Photos => [.. Samples.Names];

    [Theory]
    [InlineData(0xF2, 0xF2, 0xF2, "#f2f2f2 WhiteSmoke #f5f5f5 1.00")]
    [InlineData(0x12, 0x34, 0xFE, "#1234fe Blue #0000ff 1.00")]
    [InlineData(0x00, 0x00, 0x00, "#000000 Black #000000 1.00")]
    [InlineData(0x00, 0xFF, 0xFF, "#00ffff Aqua #00ffff 1.00")]
    public async Task A_picture_of_one_color_has_that_color(byte red, byte green, byte blue, string expected) =>
        Assert.Equal(expected, await DescribeAsync(Pictures.Solid(50, 40, new SKColor(red, green, blue))));

    [Fact]
    public async Task Shares_are_those_of_the_pixels_largest_first()
    {
        using var bitmap = new SKBitmap(80, 100);
        bitmap.Erase(SKColors.Red, new SKRectI(0, 0, 80, 20));
        bitmap.Erase(SKColors.Yellow, new SKRectI(0, 20, 80, 50));
        bitmap.Erase(SKColors.Navy, new SKRectI(0, 50, 80, 100));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        Assert.Equal(
            "#000080 Navy #000080 0.50, #ffff00 Yellow #ffff00 0.30, #ff0000 Red #ff0000 0.20", await DescribeAsync(png.ToArray()));
    }

    [Fact]
    public async Task What_is_transparent_is_white() =>
        Assert.Equal("#ffffff White #ffffff 1.00", await DescribeAsync(Pictures.Solid(50, 40, SKColors.Transparent)));

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task The_values_of_a_photo_sum_to_1_and_no_name_is_there_twice(string photo)
    {
        IReadOnlyList<JsonElement> colors = await ColorsAsync(Samples.Read(photo));

        Assert.InRange(colors.Count, 2, 12);
        Assert.Equal(1, colors.Sum(color => color.GetProperty("value").GetDouble()), 9);
        Assert.Equal(colors.Count, colors.Select(NameOf).Distinct().Count());
    }

    [Fact]
    public async Task The_launch_is_mostly_dark_with_a_bright_flame()
    {
        IEnumerable<string> names = (await ColorsAsync(Samples.Read(Samples.Rocket))).Select(NameOf);

        Assert.Equal("DarkSlateGray, MidnightBlue, DimGray, Peru, BurlyWood", string.Join(", ", names));
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task The_colors_of_a_photo_have_its_mean_whatever_its_size(string photo)
    {
        byte[] file = Samples.Read(photo);
        foreach (byte[] picture in (byte[][])[file, Pictures.Enlarge(file, 5)])
        {
            double[] expected = MeanOf(picture);
            double[] mean = [0, 0, 0];
            foreach (JsonElement color in await ColorsAsync(picture))
            {
                var raw = SKColor.Parse(color.GetProperty("raw_hex").GetString());
                double share = color.GetProperty("value").GetDouble();
                mean = [mean[0] + (raw.Red * share), mean[1] + (raw.Green * share), mean[2] + (raw.Blue * share)];
            }

            Assert.All(expected.Zip(mean), channel => Assert.Equal(channel.First, channel.Second, 6.0));
        }
    }

    [Fact]
    public void The_table_has_every_name_of_the_W3C_with_its_color()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Models", "palette", "css-colors.txt"));
        string[] all = [.. Enum.GetValues<System.Drawing.KnownColor>()
            .Select(System.Drawing.Color.FromKnownColor)
            .Where(color => !color.IsSystemColor && color.A == byte.MaxValue && color.Name is not ("Cyan" or "Magenta"))
            .Select(color => $"{color.Name} #{color.R:x2}{color.G:x2}{color.B:x2}")];

        Assert.Equal(all.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    // A photo may bring a profile of its colors; the answer is in sRGB.
    private static double[] MeanOf(byte[] picture)
    {
        using var codec = SKCodec.Create(new MemoryStream(picture));
        var info = new SKImageInfo(
            codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb());
        using var bitmap = SKBitmap.Decode(picture, info);
        SKColor[] pixels = bitmap.Pixels;
        return [pixels.Average(pixel => pixel.Red), pixels.Average(pixel => pixel.Green), pixels.Average(pixel => pixel.Blue)];
    }

    private static string NameOf(JsonElement color) => color.GetProperty("w3c").GetProperty("name").GetString()!;

    private static string Describe(JsonElement color)
    {
        string? hexOfName = color.GetProperty("w3c").GetProperty("hex").GetString();
        double value = color.GetProperty("value").GetDouble();
        return FormattableString.Invariant($"{color.GetProperty("raw_hex").GetString()} {NameOf(color)} {hexOfName} {value:0.00}");
    }

    private async Task<string> DescribeAsync(byte[] picture) => string.Join(", ", (await ColorsAsync(picture)).Select(Describe));

    private async Task<IReadOnlyList<JsonElement>> ColorsAsync(byte[] picture)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(picture), "/v2/models/color/outputs");
        Assert.Equal(StatusCodes.Success, answer.Code);
        return [.. Assert.Single(answer.Outputs).GetProperty("data").GetProperty("colors").EnumerateArray()];
    }
}
