using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>The concepts seen in a picture, the surest first.</summary>
internal sealed class ConceptPrediction(IReadOnlyList<ScoredConcept> concepts) : IPrediction
{
    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("concepts"u8);
        foreach ((ModelConcept concept, float value) in filter.Apply(concepts))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, concept.Id);
            json.WriteString("name"u8, concept.Name);
            json.WriteNumber("value"u8, value);
            json.WriteString("app_id"u8, PublicModels.AppId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
