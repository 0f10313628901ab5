using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>A model's confidence in each of its concepts.</summary>
/// <param name="ranked">The concepts, in the order that applies to equal values.</param>
/// <param name="values">One per concept.</param>
internal sealed class ConceptPrediction(IReadOnlyList<ModelConcept> ranked, float[] values) : IPrediction
{
    public static void WriteConcept(Utf8JsonWriter json, ScoredConcept scored)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, scored.Concept.Id);
        json.WriteString("name"u8, scored.Concept.Name);
        json.WriteNumber("value"u8, scored.Value);
        json.WriteString("app_id"u8, PublicModels.AppId);
        json.WriteEndObject();
    }

    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("concepts"u8);
        foreach (ScoredConcept scored in Describe(filter))
        {
            WriteConcept(json, scored);
        }

        json.WriteEndArray();
    }

    /// <summary>The requested concepts, in descending order of confidence.</summary>
    public IEnumerable<ScoredConcept> Describe(OutputFilter filter) => values
        .Select((value, index) => new ScoredConcept(ranked[index], value))
        .Where(filter.Passes)
        .OrderByDescending(scored => scored.Value)
        .Take(filter.MaximumConcepts);
}
