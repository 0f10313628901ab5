using System.Text.Json;
using System.Text.Json.Serialization;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Storage;

/// <summary>The concepts of an own model, as they lie in the database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelConcept[]))]
internal sealed partial class ConceptList : JsonSerializerContext
{
    public static string Write(IEnumerable<ModelConcept> concepts) => JsonSerializer.Serialize([.. concepts], Default.ModelConceptArray);

    public static ModelConcept[] Read(string json) => JsonSerializer.Deserialize(json, Default.ModelConceptArray) ?? [];
}
