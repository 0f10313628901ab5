using System.Text.Json;

namespace Clarifai;

/// <summary>Reads own models, their versions and evaluations, and inputs from responses.</summary>
internal static class TrainingReader
{
    // From here on a concept counts as predicted.
    private const double Threshold = 0.5;

    /// <exception cref="ClarifaiException">The response has no model (InvalidResponse).</exception>
    public static StoredModel ReadModel(JsonElement root)
    {
        JsonElement model = root.Find("model"u8);
        JsonElement info = model.Find("output_info"u8);
        string id = model.FindText("id"u8) ?? throw ResponseReader.Lacks("a model");
        return new StoredModel
        {
            Id = id,
            Name = model.FindFilled("name"u8) ?? id,
            UserId = model.FindFilled("user_id"u8),
            AppId = model.FindFilled("app_id"u8),
            Concepts = [.. info.Find("data"u8).FindItems("concepts"u8).Select(IdOf).OfType<string>()],
            IsExclusive = info.Find("output_config"u8, "concepts_mutually_exclusive"u8).ValueKind is JsonValueKind.True,
            Version = Version(model.Find("model_version"u8)),
        };
    }

    public static StoredVersion ReadVersion(JsonElement root) => Version(root.Find("model_version"u8));

    /// <exception cref="ClarifaiException">The response has no version with an id (InvalidResponse).</exception>
    public static string ReadVersionId(JsonElement root) =>
        root.Find("model"u8, "model_version"u8).FindFilled("id"u8) ?? throw ResponseReader.Lacks("a model version");

    /// <summary>The statuses of inputs, in the order of the request.</summary>
    public static IReadOnlyList<ClarifaiStatus> ReadInputStatuses(JsonElement root) =>
        [.. root.FindItems("inputs"u8).Select(input => StatusReader.Read(input.Find("status"u8), httpStatus: 200))];

    public static ClarifaiStatus ReadInputStatus(JsonElement root) =>
        StatusReader.Read(root.Find("input"u8, "status"u8), httpStatus: 200);

    /// <summary>Inputs with the ids of their concepts, examples and counterexamples alike.</summary>
    public static IReadOnlyList<(string Id, IReadOnlyList<string> Concepts)> ReadInputs(JsonElement root) =>
    [
        .. root.FindItems("inputs"u8)
            .Where(input => input.FindText("id"u8) is not null)
            .Select(input => (
                input.FindText("id"u8)!,
                (IReadOnlyList<string>)[.. input.Find("data"u8).FindItems("concepts"u8).Select(IdOf).OfType<string>()])),
    ];

    public static InputCounts ReadCounts(JsonElement root)
    {
        JsonElement counts = root.Find("counts"u8);
        return new(counts.FindInteger("to_process"u8) + counts.FindInteger("processing"u8), counts.FindInteger("errors"u8));
    }

    private static StoredVersion Version(JsonElement version)
    {
        JsonElement metrics = version.Find("metrics"u8);
        return new StoredVersion
        {
            Id = version.FindFilled("id"u8),
            CreatedAt = version.FindTime("created_at"u8),
            Status = StatusReader.Read(version.Find("status"u8), httpStatus: 200),
            EvaluationStatus = StatusReader.Read(metrics.Find("status"u8), httpStatus: 200),
            Evaluation = ReadEvaluation(metrics),
        };
    }

    private static ModelEvaluation ReadEvaluation(JsonElement metrics)
    {
        JsonElement counts = metrics.Find("label_counts"u8);
        Dictionary<string, int> examples = ReadLabelCounts(counts, "positive_label_counts"u8);

        // Only the local engine has these.
        Dictionary<string, int> counterexamples = ReadLabelCounts(counts, "negative_label_counts"u8);
        var measured = metrics.FindItems("binary_metrics"u8)
            .Select(item => (Id: IdOf(item.Find("concept"u8)), Curve: item.Find("precision_recall_curve"u8)))
            .ToDictionaryOfFirst();
        return new ModelEvaluation(
            metrics.Find("summary"u8, "top1_accuracy"u8).AsNumber(),
            examples.Keys.Union(measured.Keys).ToDictionary(id => id, id =>
            {
                JsonElement curve = measured.TryGetValue(id, out JsonElement found) ? found : default;
                return new ConceptEvaluation(
                    CountOf(examples, id), CountOf(counterexamples, id), At(curve, "precision"u8), At(curve, "recall"u8));
            }),
            [.. metrics.FindItems("test_set"u8).Select(ReadConfusion).OfType<StoredConfusion>()]);
    }

    private static Dictionary<string, int> ReadLabelCounts(JsonElement counts, ReadOnlySpan<byte> name) => counts.FindItems(name)
        .Select(item => (IdOf(item.Find("concept"u8)) ?? item.FindText("concept_name"u8), (int)item.FindInteger("count"u8)))
        .ToDictionaryOfFirst();

    private static int? CountOf(Dictionary<string, int> counts, string id) => counts.TryGetValue(id, out int count) ? count : null;

    // The value of a curve where a concept begins to count as predicted.
    private static double? At(JsonElement curve, ReadOnlySpan<byte> name) => curve.FindItems("thresholds"u8)
        .Zip(curve.FindItems(name), (threshold, value) => (Threshold: threshold.AsNumber(), Value: value.AsNumber()))
        .FirstOrDefault(point => point.Threshold >= Threshold).Value;

    // Null for an example that was predicted as given, and for a counterexample.
    private static StoredConfusion? ReadConfusion(JsonElement entry)
    {
        string[] given = [.. entry.FindItems("ground_truth_concepts"u8).Where(IsPositive).Select(IdOf).OfType<string>()];
        JsonElement best = entry.FindItems("predicted_concepts"u8)
            .OrderByDescending(concept => concept.FindNumber("value"u8)).FirstOrDefault();
        JsonElement input = entry.Find("input"u8);
        return given.Length == 0 || IdOf(best) is not { } predicted || given.Contains(predicted)
            ? null
            : new StoredConfusion(
                input.FindText("id"u8) ?? "",
                input.Find("data"u8, "metadata"u8).FindFilled("filename"u8),
                given,
                predicted,
                best.FindNumber("value"u8));
    }

    private static bool IsPositive(JsonElement concept) => concept.Find("value"u8).AsNumber() is null or >= Threshold;

    private static string? IdOf(JsonElement concept) => concept.FindFilled("id"u8) ?? concept.FindFilled("name"u8);

    private static Dictionary<string, T> ToDictionaryOfFirst<T>(this IEnumerable<(string? Id, T Value)> items) =>
        items.Where(item => item.Id is not null).GroupBy(item => item.Id!).ToDictionary(same => same.Key, same => same.First().Value);
}
