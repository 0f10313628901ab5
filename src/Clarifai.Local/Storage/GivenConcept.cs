using System.Text.Json;

namespace Clarifai.Local.Storage;

/// <summary>A concept that was given to an input: the input is an example of it, or a counterexample.</summary>
internal sealed record GivenConcept(string Id, string Name, bool IsPositive)
{
    public void Write(Utf8JsonWriter json, AppKey app)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("name"u8, Name);
        json.WriteNumber("value"u8, IsPositive ? 1 : 0);
        json.WriteString("app_id"u8, app.Id);
        json.WriteEndObject();
    }
}
