using System.Globalization;
using System.Text.Json;
using Clarifai.Local.Imaging;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Tests.General;

/// <summary>
/// The general model against what another implementation says of the same photos, step by step: one needs enlarging, one turning, one
/// comes in colors of its own.
/// </summary>
public sealed class ReferenceTests(RunningEngine engine)
{
    private const int PixelTolerance = 2;
    private const double MeanTolerance = 0.5;
    private const double ProbabilityTolerance = 0.03;
    private const double ScoreTolerance = 0.06;
    private const double ValueTolerance = 0.04;
    private const double LeastSimilarity = 0.995;

    public static TheoryData<string> Photos => [.. ReferencePhoto.Names];

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task The_tagger_sees_the_same_pixels(string name)
    {
        var photo = ReferencePhoto.Open(name);
        await using ModelSource embedder = BuiltInModels.Open("efficientnet");
        PictureInput input = embedder.Folder.OnlyNetwork.Input!;
        var tensor = new PictureTensor(input);
        using var sight = Sight.Open(photo.Read(), [await embedder.LoadAsync()], TestContext.Current.CancellationToken);
        byte[] pixels = new byte[input.Width * input.Height * 4];

        foreach ((string view, PictureView drawn) in new[] { ("central", PictureView.Center), ("whole", PictureView.Stretch) })
        {
            tensor.Draw(sight.Picture(480), drawn, pixels);

            JsonElement expected = photo.Expected.GetProperty("views").GetProperty(view);
            foreach (JsonProperty place in expected.GetProperty("pixels at (x, y)").EnumerateObject())
            {
                int[] at = [.. place.Name.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
                Span<byte> bgra = pixels.AsSpan(((at[1] * input.Width) + at[0]) * 4, 4);
                int[] rgb = [bgra[2], bgra[1], bgra[0]];
                Assert.All(
                    rgb.Zip(place.Value.EnumerateArray()),
                    pair => Assert.InRange(pair.First - pair.Second.GetInt32(), -PixelTolerance, PixelTolerance));
            }

            IEnumerable<double> means = Enumerable.Range(0, 3)
                .Select(color => pixels.Where((_, index) => index % 4 == 2 - color).Average(value => value));
            Assert.All(
                means.Zip(expected.GetProperty("mean").EnumerateArray()),
                pair => Assert.Equal(pair.Second.GetDouble(), pair.First, MeanTolerance));
        }
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task The_networks_see_the_same(string name)
    {
        var photo = ReferencePhoto.Open(name);
        await using var catalog = ModelCatalogue.Open();
        IPictureModel model = await catalog.Default.Network;
        using var sight = Sight.Open(photo.Read(), [model], TestContext.Current.CancellationToken);
        while (sight.ReadNext())
        {
        }

        EmbedderReading seen = sight.Of(model.Readers.OfType<EmbedderReader>().First());
        foreach (JsonProperty expected in photo.Expected.GetProperty("classes").EnumerateObject())
        {
            int index = int.Parse(expected.Name.Split(' ')[0], CultureInfo.InvariantCulture);
            Assert.Equal(expected.Value.GetDouble(), seen.Classes[index], ProbabilityTolerance);
        }

        JsonElement embedding = photo.Expected.GetProperty("embedding");
        Assert.Equal(embedding.GetProperty("length").GetInt32(), seen.Embedding.Length);
        double norm = embedding.GetProperty("norm").GetDouble();
        Assert.All(
            embedding.GetProperty("first").EnumerateArray().Zip(seen.Embedding),
            pair => Assert.Equal(pair.First.GetDouble() / norm, pair.Second, 0.02));

        float[] scores = sight.Of(model.Readers.OfType<NanoDetReader>().Single()).Highest;
        string[] labels = File.ReadAllLines(Path.Combine(BuiltInModels.Root, "nanodet", "coco.names"));
        foreach (JsonProperty expected in photo.Expected.GetProperty("objects").EnumerateObject())
        {
            Assert.Equal(expected.Value.GetDouble(), scores[labels.IndexOf(expected.Name)], ScoreTolerance);
        }

        FaceReading face = sight.Of(model.Readers.OfType<BlazeFaceReader>().Single());
        JsonElement expectedFace = photo.Expected.GetProperty("face");
        Assert.Equal(expectedFace.GetProperty("score").GetDouble(), face.Score, ScoreTolerance);
        Assert.Equal(expectedFace.GetProperty("height").GetDouble(), face.Height, ScoreTolerance);
    }

    [Theory]
    [MemberData(nameof(Photos))]
    public async Task The_same_is_said(string name)
    {
        var photo = ReferencePhoto.Open(name);

        IReadOnlyDictionary<string, double> said = (await engine.Client.PredictAsync(photo.Read())).Concepts();

        Assert.Equal(photo.Concepts[0].Name, said.Keys.First());
        Assert.Equal(
            photo.Concepts.Where(concept => concept.Value >= 0.5).Select(concept => concept.Name).Order(),
            said.Where(concept => concept.Value >= 0.5).Select(concept => concept.Key).Order());
        Assert.All(
            photo.Concepts.Where(concept => concept.Value >= 0.14),
            concept => Assert.Equal(concept.Value, said.GetValueOrDefault(concept.Name), ValueTolerance));
        Assert.All(
            said.Where(concept => concept.Value >= 0.14 + ValueTolerance),
            concept => Assert.Contains(concept.Key, photo.Concepts.Select(expected => expected.Name)));
        Assert.All(said.Values, value => Assert.InRange(value, 0.1, 1));
    }

    [Fact]
    public async Task An_embedding_is_the_same()
    {
        JsonElement made = JsonDocument.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, "Data", "general", "merge-cases.json"), TestContext.Current.CancellationToken))
            .RootElement.GetProperty("cases").EnumerateArray()
            .Single(one => one.GetProperty("embedding").ValueKind == JsonValueKind.Array);
        double[] expected = [.. made.GetProperty("embedding").EnumerateArray().Select(number => number.GetDouble())];
        byte[] rocket = ReferencePhoto.Open(Samples.Rocket).Read();

        foreach (string model in (string[])["general-embedding", "general-image-embedding", "bbb5f41425b8468d9b7a554ff10f8581"])
        {
            double[] vector = EngineAnswer.EmbeddingOf(
                Assert.Single((await engine.Client.PostAsync(PredictBody.Of(rocket), $"/v2/models/{model}/outputs")).Outputs));

            Assert.Equal(1280, vector.Length);
            Assert.Equal(1, Math.Sqrt(vector.Sum(number => number * number)), 1e-4);
            double similarity = vector.Zip(expected).Sum(pair => pair.First * pair.Second)
                / Math.Sqrt(expected.Sum(number => number * number));
            Assert.InRange(similarity, LeastSimilarity, 1.0001);
        }
    }
}
