using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Training;

/// <summary>How well a model tells one concept from the rest, on images that it has not seen.</summary>
internal sealed class ConceptMetrics
{
    // Thresholds 0, .05, ... 1.
    private const int Steps = 20;

    private readonly ModelConcept _concept;
    private readonly (float Value, bool IsPositive)[] _ranked;
    private readonly int _positives;

    public ConceptMetrics(ModelConcept concept, IEnumerable<(float Value, bool IsPositive)> judged)
    {
        _concept = concept;
        _ranked = [.. judged.OrderByDescending(image => image.Value)];
        _positives = _ranked.Count(image => image.IsPositive);
        (Precision, Recall) = At(Steps / 2);
        F1 = Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;
    }

    /// <summary>The share of true ones among the images with at least .5; 0 if there are none.</summary>
    public double Precision { get; }

    /// <summary>The share of the concept's images with at least .5.</summary>
    public double Recall { get; }

    public double F1 { get; }

    /// <summary>
    /// The share of the pairs of an image of the concept and another in which the former has the higher value; ties count half.
    /// </summary>
    public double RocAuc
    {
        get
        {
            double negatives = _ranked.Length - _positives;
            double ahead = 0;
            double passed = 0;
            foreach (IGrouping<float, (float Value, bool IsPositive)> ties in _ranked.GroupBy(image => image.Value))
            {
                double others = ties.Count(image => !image.IsPositive);
                ahead += (ties.Count() - others) * (negatives - passed - (others / 2));
                passed += others;
            }

            return negatives == 0 ? 1 : ahead / (_positives * negatives);
        }
    }

    // The mean of the precisions at the images of the concept.
    private double AveragePrecision
    {
        get
        {
            double sum = 0;
            int found = 0;
            for (int rank = 0; rank < _ranked.Length; rank++)
            {
                if (_ranked[rank].IsPositive)
                {
                    found++;
                    sum += found / (rank + 1.0);
                }
            }

            return sum / _positives;
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("num_pos"u8, _positives);
        json.WriteNumber("num_neg"u8, _ranked.Length - _positives);
        json.WriteNumber("num_tot"u8, _ranked.Length);
        json.WriteNumber("roc_auc"u8, (float)RocAuc);
        json.WriteNumber("f1"u8, (float)F1);
        json.WriteNumber("avg_precision"u8, (float)AveragePrecision);
        Evaluation.WriteConcept(json, "concept"u8, _concept);
        json.WriteStartObject("precision_recall_curve"u8);
        WriteCurve(json, "thresholds"u8, step => (double)step / Steps);
        WriteCurve(json, "precision"u8, step => At(step).Precision);
        WriteCurve(json, "recall"u8, step => At(step).Recall);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCurve(Utf8JsonWriter json, ReadOnlySpan<byte> name, Func<int, double> value)
    {
        json.WriteStartArray(name);
        for (int step = 0; step <= Steps; step++)
        {
            json.WriteNumberValue((float)value(step));
        }

        json.WriteEndArray();
    }

    private (double Precision, double Recall) At(int step)
    {
        float threshold = (float)step / Steps;
        int reached = _ranked.TakeWhile(image => image.Value >= threshold).Count();
        double found = _ranked.Take(reached).Count(image => image.IsPositive);
        return (reached == 0 ? 0 : found / reached, found / _positives);
    }
}
