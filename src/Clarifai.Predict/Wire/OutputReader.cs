using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>Reads one output of an answer: what it is about, how it went, and by <see cref="DataReader"/> what it says.</summary>
internal static class OutputReader
{
    public static PredictOutput Read(JsonElement output, IndexedInput input, string askedModel, ClarifaiStatus answerStatus, bool keepRaw)
    {
        JsonElement model = output.Find("model"u8);
        ClarifaiStatus status = output.Find("status"u8).ValueKind is JsonValueKind.Object
            ? StatusReader.Read(output.Find("status"u8), answerStatus.HttpStatus, answerStatus.RequestId)
            : answerStatus with { Code = answerStatus.Code is 0 or StatusCodes.MixedStatus ? StatusCodes.Success : answerStatus.Code };
        var origin = new AnswerOrigin
        {
            Source = input.Input.Source,
            IsFile = input.Input is FileInput,
            IsUri = input.Input is UriInput,
            InputIndex = input.Index,
            Model = askedModel,
            ModelId = model.FindText("id"u8),
            ModelVersionId = model.Find("model_version"u8).FindText("id"u8),
            RequestId = answerStatus.RequestId,
        };
        var data = new DataReader(origin);
        data.Read(output.Find("data"u8));
        return new PredictOutput(origin)
        {
            Status = status,
            ModelName = model.FindText("name"u8),
            CreatedAt = output.FindTime("created_at"u8),
            Observations = data.Observations,
            Regions = data.Regions,
            Frames = data.Frames,
            UnreadKeys = data.UnreadKeys,
            RawJson = keepRaw ? WithoutEcho(output) : null,
        };
    }

    // The service may send back what it was sent, as base64 in the input's data: megabytes that say nothing.
    private static string WithoutEcho(JsonElement output)
    {
        JsonElement echo = output.Find("input"u8, "data"u8);
        if (echo.ValueKind is not JsonValueKind.Object
            || echo.EnumerateObject().All(kind => kind.Value.Find("base64"u8).ValueKind is JsonValueKind.Undefined))
        {
            return output.GetRawText();
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteObject(json, output, (name, value) => name != "input" ? null : () =>
                WriteObject(json, value, (inner, data) => inner != "data" || data.ValueKind is not JsonValueKind.Object ? null : () =>
                    WriteObject(json, data, (_, media) => media.ValueKind is not JsonValueKind.Object ? null : () =>
                        WriteObject(json, media, (key, _) => key == "base64" ? () => json.WriteNullValue() : null))));
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement element, Func<string, JsonElement, Action?> replace)
    {
        json.WriteStartObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            json.WritePropertyName(property.Name);
            if (replace(property.Name, property.Value) is { } write)
            {
                write();
            }
            else
            {
                property.Value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }
}
