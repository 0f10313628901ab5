using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>The concepts seen in a picture, the surest first.</summary>
internal sealed class ConceptPrediction(IReadOnlyList<ScoredConcept> concepts) : IPrediction
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
        foreach (ScoredConcept scored in filter.Apply(concepts))
        {
            WriteConcept(json, scored);
        }

        json.WriteEndArray();
    }
}
