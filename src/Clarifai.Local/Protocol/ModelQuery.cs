using System.IO.Enumeration;
using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>The criteria of a model search; missing ones match every model.</summary>
/// <param name="Name">A name or id, in which * is a wildcard.</param>
/// <param name="Type">The kind of model, by its older or newer name.</param>
internal sealed record ModelQuery(string? Name, string? Type)
{
    /// <exception cref="RequestRejectedException">The body is not a query.</exception>
    public static ModelQuery Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("model_query", out JsonElement query) && query.ValueKind != JsonValueKind.Null
                ? new ModelQuery(ReadText(query, "name"), ReadText(query, "model_type_id") ?? ReadText(query, "type"))
                : new ModelQuery(null, null);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw RequestRejectedException.Unreadable(malformed);
        }
    }

    public bool Fits(ModelDescription model)
    {
        (string type, string typeId) = Answer.TypeOf(model.Output);
        return (Name is null || Fits(model.Id) || Fits(model.Name) || Fits(PublicModels.Find(model.Id)?.Slug))
            && (Type is null || Type == type || Type == typeId);
    }

    private static string? ReadText(JsonElement query, string name) =>
        query.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text ? text : null;

    private bool Fits(string? text) => text is not null && FileSystemName.MatchesSimpleExpression(Name, text);
}
