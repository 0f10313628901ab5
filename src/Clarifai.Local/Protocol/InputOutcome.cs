using System.Net;
using System.Text.Json;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>What became of an input that was to be stored or changed.</summary>
internal sealed record InputOutcome(StoredInput Input, int Code, string? Details)
{
    private bool Succeeded => Code == EngineStatusCodes.InputStored;

    public static InputOutcome Success(StoredInput input) => new(input, EngineStatusCodes.InputStored, null);

    public static InputOutcome Missing(StoredInput input) => new(
        input, EngineStatusCodes.InputDoesNotExist, $"The app does not have the input '{input.Id}'.");

    public static Task SendAsync(HttpContext context, IReadOnlyList<InputOutcome> outcomes)
    {
        int failed = outcomes.Count(outcome => !outcome.Succeeded);
        (HttpStatusCode http, int code, string? details) =
            InputAnswer.Summarize(outcomes.Count, failed, hasPartial: false, outcomes[0].Details);
        AppKey app = AppRoute.Read(context);
        return Answer.SendAsync(context, http, code, details, json =>
        {
            json.WriteStartArray("inputs"u8);
            foreach (InputOutcome outcome in outcomes)
            {
                outcome.Write(json, app);
            }

            json.WriteEndArray();
        });
    }

    public void Write(Utf8JsonWriter json, AppKey app)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Input.Id);
        if (Input.CreatedAt != default)
        {
            Answer.WriteTime(json, "created_at"u8, Input.CreatedAt);
        }

        Answer.WriteStatus(json, Code, Details);
        json.WriteStartObject("data"u8);
        json.WriteStartObject("image"u8);
        if (Input.Url is not null)
        {
            json.WriteString("url"u8, Input.Url);
        }

        json.WriteEndObject();
        json.WriteStartArray("concepts"u8);
        foreach (GivenConcept concept in Input.Concepts)
        {
            concept.Write(json, app);
        }

        json.WriteEndArray();
        WriteObject(json, "metadata"u8, Input.Metadata);
        WriteObject(json, "geo"u8, Input.Geo);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
    }
}
