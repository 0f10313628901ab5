using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clarifai.Local.Manifests;

/// <summary>Reads a value by its name, and lists the valid names if it is not one of them.</summary>
internal sealed class NamedValueConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        int index = Names.IndexOf(text, StringComparer.OrdinalIgnoreCase);
        return index >= 0 ? Enum.GetValues<T>()[index] : throw new JsonException($"it must be one of: {string.Join(", ", Names)}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
}
