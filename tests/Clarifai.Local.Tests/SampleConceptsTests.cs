using System.Text.Json;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>The engine says of the sample photos what people see in them, and says it because of the pixels.</summary>
public sealed class SampleConceptsTests(RunningEngine engine)
{
    private static readonly Dictionary<string, TruthOfPhoto> Truth = JsonSerializer.Deserialize<Dictionary<string, TruthOfPhoto>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "true-concepts.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Photos => [.. Samples.Names];

    [Fact]
    public void Every_sample_photo_has_been_looked_at() => Assert.Equal(Truth.Keys.Order(StringComparer.Ordinal), Samples.Names);

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task Says_the_main_thing_and_nothing_untrue(string photo)
    {
        IReadOnlyDictionary<string, double> concepts = await SureConceptsAsync(Samples.Read(photo));

        (string? main, IReadOnlyList<string> alsoTrue) = Truth[photo];
        Assert.Equal(((string?[])[main, .. alsoTrue]).OfType<string>().Order(), concepts.Keys.Order());
    }

    [Fact]
    public async Task Of_the_rocket_it_says_outdoors_sky_and_rocket_without_being_sure()
    {
        IReadOnlyDictionary<string, double> concepts = (await engine.Client.PredictAsync(Samples.Read(Samples.Rocket))).Concepts();

        Assert.Equal(["outdoors", "sky", "rocket"], concepts.Keys.Take(3));
        Assert.All(concepts.Values, value => Assert.InRange(value, 0.1, 0.3));
    }

    [Fact]
    public async Task A_mirrored_cat_is_a_cat()
    {
        byte[] mirrored = Pictures.Mirror(Samples.Read(Samples.Cat));
        IReadOnlyDictionary<string, double> concepts = await SureConceptsAsync(mirrored);

        Assert.Contains("cat", concepts.Keys);
        Assert.DoesNotContain("dog", concepts.Keys);
    }

    [Theory]
    [InlineData(Samples.Astronaut, 350, 0, 512, 270, "person")]
    [InlineData(Samples.Cat, 360, 60, 451, 300, "cat")]
    public async Task A_part_of_the_photo_beside_the_main_thing_does_not_have_it(
        string photo, int left, int top, int right, int bottom, string main)
    {
        byte[] part = Pictures.Crop(Samples.Read(photo), new SKRectI(left, top, right, bottom));

        Assert.DoesNotContain(main, (await SureConceptsAsync(part)).Keys);
    }

    [Fact]
    public async Task Of_a_blank_picture_it_says_that_there_is_nothing_around() =>
        Assert.Equal(["isolated"], (await SureConceptsAsync(Pictures.Blank())).Keys);

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task The_format_of_the_file_makes_no_difference(SKEncodedImageFormat format)
    {
        byte[] photo = Samples.Read(Samples.Cat);

        AssertSame(
            (await engine.Client.PredictAsync(photo)).Concepts(),
            (await engine.Client.PredictAsync(Pictures.Convert(photo, format))).Concepts());
    }

    [Theory]
    [InlineData(8, SKEncodedImageFormat.Jpeg)]
    [InlineData(4, SKEncodedImageFormat.Png)]
    public async Task A_photo_of_many_megapixels_says_the_same(int factor, SKEncodedImageFormat format)
    {
        byte[] photo = Samples.Read(Samples.Cat);

        AssertSame(
            (await engine.Client.PredictAsync(photo)).Concepts(),
            (await engine.Client.PredictAsync(Pictures.Enlarge(photo, factor, format))).Concepts());
    }

    [Theory]
    [InlineData(SKEncodedOrigin.TopLeft)]
    [InlineData(SKEncodedOrigin.TopRight)]
    [InlineData(SKEncodedOrigin.BottomRight)]
    [InlineData(SKEncodedOrigin.BottomLeft)]
    [InlineData(SKEncodedOrigin.LeftTop)]
    [InlineData(SKEncodedOrigin.RightTop)]
    [InlineData(SKEncodedOrigin.RightBottom)]
    [InlineData(SKEncodedOrigin.LeftBottom)]
    public async Task A_photo_stored_turned_is_looked_at_upright(SKEncodedOrigin origin)
    {
        byte[] photo = Samples.Read(Samples.Cat);

        AssertSame(
            (await engine.Client.PredictAsync(photo)).Concepts(),
            (await engine.Client.PredictAsync(Pictures.StoreTurned(photo, origin))).Concepts());
    }

    [Fact]
    public async Task A_photo_that_is_upside_down_says_something_else()
    {
        byte[] photo = Samples.Read(Samples.Astronaut);

        Assert.Contains("face", (await SureConceptsAsync(photo)).Keys);
        Assert.DoesNotContain("face", (await SureConceptsAsync(Pictures.Turn(photo, SKEncodedOrigin.BottomRight))).Keys);
    }

    // What is at least as likely as not.
    private async Task<IReadOnlyDictionary<string, double>> SureConceptsAsync(byte[] picture) =>
        (await engine.Client.PredictAsync(picture)).Concepts().Where(concept => concept.Value >= 0.5).ToDictionary();

    // Encoding the pixels anew moves a score by a little.
    private static void AssertSame(IReadOnlyDictionary<string, double> expected, IReadOnlyDictionary<string, double> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, concept => Assert.Equal(concept.Value, actual[concept.Key], 0.05));
    }

    private sealed record TruthOfPhoto(string? Main, IReadOnlyList<string> AlsoTrue);
}
