using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Training;

/// <summary>How well a model does on its own inputs, each rated by a regression that has not seen it, in the service's form.</summary>
/// <param name="plan">What was learned.</param>
/// <param name="inputs">The inputs.</param>
/// <param name="values">Of each input, one value per concept; null if there were too few inputs.</param>
internal sealed class Evaluation(TrainingPlan plan, IReadOnlyList<TrainingInput> inputs, IReadOnlyList<float[]>? values)
{
    // What is said about an input besides the highest value.
    private const float LeastValue = .1f;

    private const int Top = 5;

    /// <summary>Whether the inputs are enough: some of each concept, and something else to tell them from.</summary>
    public static bool IsPossible(TrainingPlan plan, IReadOnlyList<TrainingInput> inputs) =>
        plan.Concepts.All(concept => inputs.Count(input => Shows(input, concept)) >= CrossValidation.FewestImages)
        && (plan.Concepts.Count > 1 || inputs.Count(input => !Shows(input, plan.Concepts[0])) >= CrossValidation.FewestImages);

    public static void WriteConcept(Utf8JsonWriter json, ReadOnlySpan<byte> name, ModelConcept concept)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, concept.Id);
        json.WriteString("name"u8, concept.Name);
        json.WriteEndObject();
    }

    /// <summary>The same evaluation as one that is still to be made, unless the inputs were too few for any.</summary>
    public static string Queue(string summary)
    {
        JsonObject metrics = JsonNode.Parse(summary)!.AsObject();
        JsonNode status = metrics["status"]!;
        if (status["code"]!.GetValue<int>() == EngineStatusCodes.ModelEvaluated)
        {
            status["code"] = EngineStatusCodes.ModelEvaluationQueued;
            status["description"] = StatusDescription.Of(EngineStatusCodes.ModelEvaluationQueued);
        }

        return metrics.ToJsonString();
    }

    /// <summary>The state, the summary and the examples per concept, as a JSON object.</summary>
    public string Summarize() => Write(WriteSummary);

    /// <summary>Everything, as a JSON object.</summary>
    public string Describe() => Write(json =>
    {
        WriteSummary(json);
        if (values is not null)
        {
            WriteBinaryMetrics(json, values);
            WriteConfusion(json, values);
            WriteCooccurrence(json);
            WriteTestSet(json, values);
        }
    });

    private static bool Shows(TrainingInput input, ModelConcept concept) => input.Given.GetValueOrDefault(concept.Id);

    private static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static double Deviation(IReadOnlyCollection<double> numbers)
    {
        double mean = numbers.Average();
        return Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
    }

    private void WriteSummary(Utf8JsonWriter json)
    {
        Answer.WriteStatus(json, values is null ? EngineStatusCodes.ModelEvaluationTooFew : EngineStatusCodes.ModelEvaluated);
        if (values is not null)
        {
            ConceptMetrics[] metrics = [.. MetricsOf(values)];
            double[] areas = [.. metrics.Select(concept => concept.RocAuc)];
            double[] scores = [.. metrics.Select(concept => concept.F1)];
            json.WriteStartObject("summary"u8);
            json.WriteNumber("top1_accuracy"u8, TopAccuracy(values, 1));
            json.WriteNumber("top5_accuracy"u8, TopAccuracy(values, Top));
            json.WriteNumber("macro_avg_roc_auc"u8, (float)areas.Average());
            json.WriteNumber("macro_std_roc_auc"u8, (float)Deviation(areas));
            json.WriteNumber("macro_avg_f1_score"u8, (float)scores.Average());
            json.WriteNumber("macro_std_f1_score"u8, (float)Deviation(scores));
            json.WriteNumber("macro_avg_precision"u8, (float)metrics.Average(concept => concept.Precision));
            json.WriteNumber("macro_avg_recall"u8, (float)metrics.Average(concept => concept.Recall));
            json.WriteEndObject();
        }

        json.WriteStartObject("label_counts"u8);
        WriteLabelCounts(json, "positive_label_counts"u8, isPositive: true);

        // An addition to the service's form: what was given as not showing the concept.
        WriteLabelCounts(json, "negative_label_counts"u8, isPositive: false);
        json.WriteEndObject();
    }

    private void WriteLabelCounts(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool isPositive)
    {
        json.WriteStartArray(name);
        foreach (ModelConcept concept in plan.Concepts)
        {
            json.WriteStartObject();
            json.WriteString("concept_name"u8, concept.Name);
            json.WriteNumber(
                "count"u8, inputs.Count(input => input.Given.TryGetValue(concept.Id, out bool given) && given == isPositive));
            WriteConcept(json, "concept"u8, concept);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<ConceptMetrics> MetricsOf(IReadOnlyList<float[]> judged) => plan.Concepts.Select((concept, index) =>
        new ConceptMetrics(concept, inputs.Select((input, image) => (judged[image][index], Shows(input, concept)))));

    // Of the inputs that show a concept: how often one of theirs is among the highest.
    private float TopAccuracy(IReadOnlyList<float[]> judged, int count)
    {
        bool[] isRight =
        [
            .. inputs.Select((input, image) => (input, image))
                .Where(one => plan.Concepts.Any(concept => Shows(one.input, concept)))
                .Select(one => Rank(judged[one.image]).Take(count).Any(index => Shows(one.input, plan.Concepts[index]))),
        ];
        return isRight.Count(right => right) / (float)isRight.Length;
    }

    private static IEnumerable<int> Rank(float[] judged) => Enumerable.Range(0, judged.Length).OrderByDescending(index => judged[index]);

    private void WriteBinaryMetrics(Utf8JsonWriter json, IReadOnlyList<float[]> judged)
    {
        json.WriteStartArray("binary_metrics"u8);
        foreach (ConceptMetrics metrics in MetricsOf(judged))
        {
            metrics.Write(json);
        }

        json.WriteEndArray();
    }

    // The share of a concept's images whose highest value is that of another.
    private void WriteConfusion(Utf8JsonWriter json, IReadOnlyList<float[]> judged)
    {
        json.WriteStartObject("confusion_matrix"u8);
        json.WriteStartArray("matrix"u8);
        foreach (ModelConcept actual in plan.Concepts)
        {
            int[] highest =
            [
                .. inputs.Select((input, image) => (input, image))
                    .Where(one => Shows(one.input, actual))
                    .Select(one => Rank(judged[one.image]).First()),
            ];
            foreach (IGrouping<int, int> predicted in highest.GroupBy(index => index).OrderBy(group => group.Key))
            {
                json.WriteStartObject();
                json.WriteString("actual"u8, actual.Id);
                json.WriteString("predicted"u8, plan.Concepts[predicted.Key].Id);
                json.WriteNumber("value"u8, predicted.Count() / (float)highest.Length);
                WriteConcept(json, "actual_concept"u8, actual);
                WriteConcept(json, "predicted_concept"u8, plan.Concepts[predicted.Key]);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        WriteConceptIds(json);
        json.WriteEndObject();
    }

    private void WriteCooccurrence(Utf8JsonWriter json)
    {
        json.WriteStartObject("cooccurrence_matrix"u8);
        json.WriteStartArray("matrix"u8);
        foreach (ModelConcept row in plan.Concepts)
        {
            foreach (ModelConcept column in plan.Concepts)
            {
                int count = inputs.Count(input => Shows(input, row) && Shows(input, column));
                if (count > 0)
                {
                    json.WriteStartObject();
                    json.WriteString("row"u8, row.Id);
                    json.WriteString("col"u8, column.Id);
                    json.WriteNumber("count"u8, count);
                    json.WriteEndObject();
                }
            }
        }

        json.WriteEndArray();
        WriteConceptIds(json);
        json.WriteEndObject();
    }

    private void WriteConceptIds(Utf8JsonWriter json)
    {
        json.WriteStartArray("concept_ids"u8);
        foreach (ModelConcept concept in plan.Concepts)
        {
            json.WriteStringValue(concept.Id);
        }

        json.WriteEndArray();
    }

    private void WriteTestSet(Utf8JsonWriter json, IReadOnlyList<float[]> judged)
    {
        json.WriteStartArray("test_set"u8);
        foreach ((int image, TrainingInput input) in inputs.Index())
        {
            json.WriteStartObject();
            json.WriteStartObject("input"u8);
            json.WriteString("id"u8, input.Id);
            json.WriteStartObject("data"u8);
            json.WriteStartObject("image"u8);
            json.WriteEndObject();
            if (input.Metadata is not null)
            {
                json.WritePropertyName("metadata"u8);
                json.WriteRawValue(input.Metadata);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            int[] ranked = [.. Rank(judged[image])];
            WriteValues(json, "predicted_concepts"u8, ranked.Where(index => index == ranked[0] || judged[image][index] >= LeastValue)
                .Select(index => (plan.Concepts[index], judged[image][index])));
            WriteValues(
                json, "ground_truth_concepts"u8, plan.Concepts.Where(concept => Shows(input, concept)).Select(concept => (concept, 1f)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValues(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<(ModelConcept Concept, float Value)> concepts)
    {
        json.WriteStartArray(name);
        foreach ((ModelConcept concept, float value) in concepts)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, concept.Id);
            json.WriteString("name"u8, concept.Name);
            json.WriteNumber("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
