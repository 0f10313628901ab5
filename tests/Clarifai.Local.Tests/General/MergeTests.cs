using System.Globalization;
using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Tests.General;

/// <summary>What the general model makes of what its networks see, against the results of another implementation.</summary>
public sealed class MergeTests : IAsyncDisposable
{
    private const int Classes = 1000;
    private const int EmbeddingLength = 1280;
    private const double Tolerance = 1e-4;

    private static readonly JsonElement Cases = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "general", "merge-cases.json"))).RootElement.GetProperty("cases");

    private readonly EmbedderSource _embedder = (EmbedderSource)BuiltInModels.Open("efficientnet");
    private readonly DetectorSource<ObjectReading> _detector = (DetectorSource<ObjectReading>)BuiltInModels.Open("nanodet");
    private readonly ModelSource _faces = BuiltInModels.Open("blazeface");

    public static TheoryData<string> Names => [.. Cases.EnumerateArray().Select(made => made.GetProperty("case").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Evidence_comes_to_the_same_names_in_the_same_order(string name)
    {
        JsonElement made = Cases.EnumerateArray().Single(one => one.GetProperty("case").GetString() == name);
        Evidence evidence = Load();

        float[] values = evidence.Weigh(new Seen
        {
            Classes = ReadClasses(made.GetProperty("classes")),
            Objects = ReadObjects(made.GetProperty("objects")),
            Face = (made.GetProperty("face")[0].GetSingle(), made.GetProperty("face")[1].GetSingle()),
            Embedding = ReadEmbedding(made.GetProperty("embedding")),
        });

        ScoredConcept[] said = [.. new ConceptPrediction(evidence.Ranked, values).Describe(new OutputFilter(20, 0.1, null))];
        JsonProperty[] expected = [.. made.GetProperty("names").EnumerateObject()];
        Assert.Equal(expected.Select(one => one.Name), said.Select(one => one.Concept.Name));
        Assert.All(expected.Zip(said), pair => Assert.Equal(pair.First.Value.GetDouble(), pair.Second.Value, Tolerance));
    }

    [Fact]
    public void Of_equal_values_the_narrower_name_stands_first_also_where_the_detector_alone_knows_it()
    {
        Evidence evidence = Load();
        int gazelle = _embedder.Labels!.ToList().IndexOf("gazelle");
        var beside = new HashSet<string>();
        for (int score = 50; score <= 100; score++)
        {
            float[] classes = new float[Classes];
            classes[gazelle] = score / 200f;
            float[] values = evidence.Weigh(new Seen
            {
                Classes = classes,
                Objects = ReadObjects(JsonSerializer.SerializeToElement(new { giraffe = score / 100f })),
                Face = (0, 0),
                Embedding = new float[EmbeddingLength],
            });

            ScoredConcept[] said = [.. new ConceptPrediction(evidence.Ranked, values).Describe(new OutputFilter(20, 0.1, null))];
            ScoredConcept giraffe = said.Single(one => one.Concept.Name == "giraffe");
            beside.UnionWith(said.Where(one => one.Value == giraffe.Value).Select(one => one.Concept.Name));
            Assert.Equal(giraffe, said.First(one => one.Value == giraffe.Value));
        }

        Assert.Superset(new HashSet<string> { "giraffe", "herbivore" }, beside);
    }

    public async ValueTask DisposeAsync()
    {
        await _embedder.DisposeAsync();
        await _detector.DisposeAsync();
        await _faces.DisposeAsync();
    }

    private Evidence Load() =>
        new(BuiltInModels.Open("general", _embedder, _detector, _faces).Folder, _embedder.Labels, _detector.Labels);

    // The probabilities as given, and what is missing to 1 spread over all classes.
    private static float[] ReadClasses(JsonElement given)
    {
        double[] probabilities = new double[Classes];
        foreach (JsonProperty one in given.EnumerateObject())
        {
            probabilities[int.Parse(one.Name, CultureInfo.InvariantCulture)] = one.Value.GetDouble();
        }

        double tail = (1 - probabilities.Sum()) / Classes;
        double sum = probabilities.Sum() + (tail * Classes);
        return Array.ConvertAll(probabilities, probability => (float)((probability + tail) / sum));
    }

    private float[] ReadObjects(JsonElement given)
    {
        string[] labels = File.ReadAllLines(_detector.Folder.PathOf("coco.names"));
        return [.. labels.Select(label => given.TryGetProperty(label, out JsonElement score) ? score.GetSingle() : 0)];
    }

    private static float[] ReadEmbedding(JsonElement given)
    {
        float[] numbers = given.ValueKind == JsonValueKind.String
            ? [.. Enumerable.Repeat(1f, EmbeddingLength)]
            : [.. given.EnumerateArray().Select(number => number.GetSingle())];
        float norm = MathF.Sqrt(numbers.Sum(number => number * number));
        return Array.ConvertAll(numbers, number => number / norm);
    }
}
