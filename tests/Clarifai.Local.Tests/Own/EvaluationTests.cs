using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;
using Clarifai.Local.Training;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Own;

/// <summary>What a trained version says about how good it is.</summary>
public sealed class EvaluationTests(RunningEngine engine)
{
    private static readonly ModelConcept Cat = new("cat", "Cat");
    private static readonly ModelConcept Dog = new("dog", "Dog");
    private static readonly TrainingPlan Pets = new([Cat, Dog], IsExclusive: false, IsClosed: false);

    // Two cats, one of them taken for a dog, two dogs, and something that is neither.
    private static readonly TrainingInput[] Inputs =
    [
        Input("cat 1", Cat), Input("cat 2", Cat), Input("dog 1", Dog), Input("dog 2", Dog), Input("neither"),
    ];

    private static readonly float[][] Values = [[.9f, .2f], [.3f, .6f], [.1f, .8f], [.05f, .9f], [.02f, .7f]];

    [Fact]
    public void The_figures_are_those_of_the_definitions()
    {
        JsonElement metrics = JsonDocument.Parse(new Evaluation(Pets, Inputs, Values).Describe()).RootElement;

        JsonElement summary = metrics.GetProperty("summary");
        Assert.Equal(.75, Number(summary, "top1_accuracy"));
        Assert.Equal(1, Number(summary, "top5_accuracy"));
        Assert.Equal((1 + .5) / 2, Number(summary, "macro_avg_precision"), 1e-6);
        Assert.Equal((.5 + 1) / 2, Number(summary, "macro_avg_recall"), 1e-6);
        Assert.Equal(2.0 / 3, Number(summary, "macro_avg_f1_score"), 1e-6);

        JsonElement[] binary = [.. metrics.GetProperty("binary_metrics").EnumerateArray()];
        Assert.Equal((2, 3, 5), (Number(binary[0], "num_pos"), Number(binary[0], "num_neg"), Number(binary[0], "num_tot")));
        Assert.Equal(1, Number(binary[0], "roc_auc"));
        Assert.Equal(1, Number(binary[1], "roc_auc"));
        JsonElement curve = binary[1].GetProperty("precision_recall_curve");
        int half = curve.GetProperty("thresholds").EnumerateArray().Select(threshold => threshold.GetDouble()).ToList().IndexOf(.5);
        Assert.Equal(.5, curve.GetProperty("precision")[half].GetDouble());
        Assert.Equal(1, curve.GetProperty("recall")[half].GetDouble());

        Assert.Equal(
            ["cat cat 0.5", "cat dog 0.5", "dog dog 1"],
            metrics.GetProperty("confusion_matrix").GetProperty("matrix").EnumerateArray().Select(entry =>
                $"{entry.GetProperty("actual")} {entry.GetProperty("predicted")} {entry.GetProperty("value")}"));
        JsonElement confused = metrics.GetProperty("test_set").EnumerateArray()
            .Single(entry => entry.GetProperty("input").GetProperty("id").GetString() == "cat 2");
        Assert.Equal(["dog", "cat"], confused.GetProperty("predicted_concepts").EnumerateArray().Select(Id));
        Assert.Equal(["cat"], confused.GetProperty("ground_truth_concepts").EnumerateArray().Select(Id));
    }

    [Fact]
    public void Ties_count_half()
    {
        var metrics = new ConceptMetrics(Cat, [(.5f, true), (.5f, false), (.2f, false), (.2f, true)]);

        // Four pairs: 0.5 against 0.5 half, 0.5 against 0.2 whole, 0.2 against 0.5 not, 0.2 against 0.2 half.
        Assert.Equal(.5, metrics.RocAuc);
        Assert.Equal((.5, .5), (metrics.Precision, metrics.Recall));
    }

    [Fact]
    public async Task Three_examples_a_concept_are_evaluated_with_their_training()
    {
        OwnEngine app = await engine.ThingsAsync();
        _ = await app.CreateAsync("evaluated", ["cat", "cup", "person"]);
        string version = await app.TrainAsync("evaluated");

        EngineAnswer asked = await app.PostAsync($"/models/evaluated/versions/{version}/metrics", "{}");
        EngineAnswer shown = await app.GetAsync($"/models/evaluated/versions/{version}");
        EngineAnswer all = await app.GetAsync($"/models/evaluated/versions/{version}/metrics");

        Assert.Equal(21303, MetricsCode(asked));
        Assert.Equal(21300, MetricsCode(shown));
        JsonElement metrics = shown.Json.GetProperty("model_version").GetProperty("metrics");
        Assert.Equal(1, Number(metrics.GetProperty("summary"), "top1_accuracy"));
        Assert.Equal(
            [3, 3, 3],
            metrics.GetProperty("label_counts").GetProperty("positive_label_counts").EnumerateArray()
                .Select(count => count.GetProperty("count").GetInt32()));
        Assert.False(metrics.TryGetProperty("test_set", out _));
        Assert.Equal(9, all.Json.GetProperty("model_version").GetProperty("metrics").GetProperty("test_set").GetArrayLength());
    }

    [Fact]
    public async Task Fewer_examples_are_counted_and_not_evaluated()
    {
        OwnEngine app = await engine.NewAppAsync(
            OwnEngine.Input("1", Photos.Cat(1), "cat"),
            OwnEngine.Input("2", Photos.Cat(2), "cat"),
            OwnEngine.Input("3", Photos.Coffee(1), "cup"));
        _ = await app.CreateAsync("evaluated", ["cat", "cup"], isClosed: true);
        string version = await app.TrainAsync("evaluated");

        EngineAnswer asked = await app.PostAsync($"/models/evaluated/versions/{version}/metrics", "{}");

        Assert.Equal(21315, MetricsCode(asked));
        JsonElement metrics = asked.Json.GetProperty("model_version").GetProperty("metrics");
        Assert.False(metrics.TryGetProperty("summary", out _));
        Assert.Equal((2, 0), LabelCounts(metrics));
    }

    [Fact]
    public async Task Counterexamples_are_counted_and_examples_of_other_concepts_are_not_among_them()
    {
        using var folder = new TestFolder();
        await using OwnEngine engine = await OwnEngine.StartAsync(folder.File("data"));
        JsonObject[] photos = Photos.ThreeOfEach();
        photos[1] = OwnEngine.Input("cup1", Photos.Coffee(1), "cup", "!cat");
        _ = await engine.AddAsync(photos);
        _ = await engine.CreateAsync("things", ["cat", "cup"]);
        string version = await engine.TrainAsync("things");

        EngineAnswer shown = await engine.GetAsync($"/models/things/versions/{version}");

        Assert.Equal((3, 1), LabelCounts(shown.Json.GetProperty("model_version").GetProperty("metrics")));
    }

    [Fact]
    public async Task What_is_not_trained_cannot_be_evaluated()
    {
        OwnEngine app = engine.NewApp();
        _ = await app.CreateAsync("evaluated", ["cat"]);
        string version = await app.StartTrainingAsync("evaluated");
        _ = await app.WaitAsync("evaluated", version);

        EngineAnswer asked = await app.PostAsync($"/models/evaluated/versions/{version}/metrics", "{}");

        asked.AssertRejected(HttpStatusCode.BadRequest, 21102);
    }

    private static TrainingInput Input(string id, params ModelConcept[] shown) =>
        new(id, null, id, "", [], shown.ToDictionary(concept => concept.Id, _ => true));

    // The examples of the first concept, and its counterexamples.
    private static (int Positive, int Negative) LabelCounts(JsonElement metrics)
    {
        JsonElement counts = metrics.GetProperty("label_counts");
        return (First("positive_label_counts"), First("negative_label_counts"));

        int First(string name) => counts.GetProperty(name)[0].GetProperty("count").GetInt32();
    }

    private static double Number(JsonElement owner, string name) => owner.GetProperty(name).GetDouble();

    private static string? Id(JsonElement owner) => owner.GetProperty("id").GetString();

    private static int MetricsCode(EngineAnswer answer) =>
        OwnEngine.CodeOf(answer.Json.GetProperty("model_version").GetProperty("metrics"));
}
