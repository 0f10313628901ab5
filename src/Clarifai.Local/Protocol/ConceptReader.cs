using System.Net;
using System.Text.Json;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>Reads the concepts of a request. One without an id has its name as id, and the other way around.</summary>
internal static class ConceptReader
{
    /// <summary>Reads what is said about an input: of a concept that is given twice, the last value counts.</summary>
    public static IReadOnlyList<GivenConcept> ReadGiven(JsonMember concepts)
    {
        Dictionary<string, GivenConcept> given = new(StringComparer.Ordinal);
        foreach (JsonMember concept in concepts.Items)
        {
            ModelConcept read = Read(concept);
            given[read.Id] = new GivenConcept(read.Id, read.Name, IsPositive(read.Id, concept["value"]));
        }

        return [.. given.Values];
    }

    // Not the probability of a prediction, which other programs might send back.
    private static bool IsPositive(string id, JsonMember value) =>
        value.Value.ValueKind is JsonValueKind.True or JsonValueKind.False || value.Number is null or 0 or 1
            ? value.Truth ?? true
            : throw Invalid($"The value of the concept '{id}' is {value.Number}: 1 or true makes an example, 0 or false a counterexample.");

    /// <summary>Reads the concepts of a model.</summary>
    public static IReadOnlyList<ModelConcept> ReadAll(JsonMember concepts) => [.. concepts.Items.Select(Read)];

    private static ModelConcept Read(JsonMember concept)
    {
        // Some clients send only the id.
        string? id = concept.Value.ValueKind == JsonValueKind.String ? concept.Text : concept["id"].Text;
        string? name = concept.Value.ValueKind == JsonValueKind.String ? null : concept["name"].Text;
        return (id ?? name) is { } either
            ? new ModelConcept(ReceivedId.Check(either, "concept"), name ?? either)
            : throw Invalid("A concept has neither an id nor a name.");
    }

    private static RequestRejectedException Invalid(string details) => new(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, details);
}
