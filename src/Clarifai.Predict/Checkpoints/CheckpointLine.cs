using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// One line of a checkpoint: which input, what was asked, and how it ended. The parts that a run is found by come first, so that no answer
/// is read only to be passed over.
/// </summary>
internal static class CheckpointLine
{
    // Nothing here becomes part of a page: names of files and concepts are to be read by people.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static ReadOnlySpan<byte> Beginning => "{\"input\":"u8;

    /// <summary>What tells an input from all others, as JSON.</summary>
    public static byte[] Identity(PredictInput input) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", RequestBody.Key(input.Kind));
        input.WriteIdentity(json);
        json.WriteEndObject();
    });

    /// <summary>A short name for an identity: with a million lines the identities themselves would fill the memory.</summary>
    public static Guid KeyOf(ReadOnlySpan<byte> identity)
    {
        byte[] hash = Hash.Of(identity);
        Array.Resize(ref hash, 16);
        return new Guid(hash);
    }

    /// <summary>What is asked of whom, as JSON: answers to anything else are of no use to a run.</summary>
    public static byte[] Asked(string host, PumpOptions options) => Json(json =>
    {
        PredictOptions predict = options.Predict;
        json.WriteStartObject();
        json.WriteString("service", host);
        PredictTarget target = options.Target;
        string? known = (target as ModelReference)?.Public?.Name;
        json.WriteString(target.Kind, known ?? string.Join("/", new[] { target.UserId, target.AppId, target.Id }.OfType<string>()));
        WriteText(json, "version", target.VersionId);
        WriteText(json, "language", predict.Language);
        WriteNumber(json, "max_concepts", predict.MaxConcepts);
        WriteNumber(json, "min_value", (decimal?)predict.MinValue);
        WriteNumber(json, "sample_ms", predict.SampleMs);
        if (predict.Concepts is { Count: > 0 } concepts)
        {
            json.WriteStartArray("concepts");
            foreach (string concept in concepts.OrderBy(concept => concept, StringComparer.Ordinal))
            {
                json.WriteStringValue(concept);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <returns>The line with its end.</returns>
    public static byte[] Write(byte[] identity, byte[] asked, PredictOutcome outcome) =>
    [
        .. Json(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("input");
            json.WriteRawValue(identity, skipInputValidation: true);
            json.WritePropertyName("asked");
            json.WriteRawValue(asked, skipInputValidation: true);
            json.WriteBoolean("finished", outcome.IsFinished);
            if (outcome.IsFinished)
            {
                WriteOutputs(json, outcome.Outputs);
            }
            else
            {
                WriteError(json, outcome.Error ?? outcome.Failures[0], outcome.Input);
            }

            json.WriteEndObject();
        }),
        (byte)'\n',
    ];

    /// <summary>Reads the parts of a line that a run is found by; false where it is no line of a checkpoint.</summary>
    public static bool TryReadHead(
        ReadOnlySpan<byte> line, out ReadOnlySpan<byte> identity, out ReadOnlySpan<byte> asked, out bool isFinished)
    {
        identity = asked = default;
        isFinished = false;
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read()
                || !TryReadObject(ref reader, "input"u8, out Range input)
                || !TryReadObject(ref reader, "asked"u8, out Range question)
                || !reader.Read() || !reader.ValueTextEquals("finished"u8) || !reader.Read())
            {
                return false;
            }

            identity = line[input];
            asked = line[question];
            isFinished = reader.TokenType is JsonTokenType.True;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>True where the bytes, cut off anywhere, may be the beginning of a line.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> bytes)
    {
        int length = Math.Min(bytes.Length, Beginning.Length);
        return bytes.Slice(0, length).SequenceEqual(Beginning.Slice(0, length));
    }

    public static IReadOnlyList<PredictOutput> ReadOutputs(JsonElement line, IndexedInput input, PredictTarget target, bool keepRaw)
    {
        var status = new ClarifaiStatus { Code = StatusCodes.Success, RequestId = line.FindText("request"u8), HttpStatus = 200 };
        return [.. line.FindItems("outputs"u8).Select(output => target.ReadOutput(output, input, status, keepRaw))];
    }

    public static string Text(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json.ToArray());

    private static bool TryReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out Range place)
    {
        place = default;
        if (!reader.Read() || reader.TokenType is not JsonTokenType.PropertyName || !reader.ValueTextEquals(name) || !reader.Read()
            || reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        place = start..(int)reader.BytesConsumed;
        return true;
    }

    private static void WriteOutputs(Utf8JsonWriter json, IReadOnlyList<PredictOutput> outputs)
    {
        WriteText(json, "request", outputs.Select(output => output.RequestId).FirstOrDefault());
        json.WriteStartArray("outputs");
        foreach (PredictOutput output in outputs)
        {
            using var document = JsonDocument.Parse(output.RawJson!);
            WriteOutput(json, document.RootElement);
        }

        json.WriteEndArray();
    }

    private static void WriteOutput(Utf8JsonWriter json, JsonElement output)
    {
        json.WriteStartObject();
        foreach (JsonProperty property in output.EnumerateObject())
        {
            json.WritePropertyName(property.Name);
            if (property.NameEquals("input"u8))
            {
                WriteWithoutSecrets(json, property.Value);
            }
            else
            {
                property.Value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    // The service says what it was asked about: addresses, whose user info and query may be secrets.
    private static void WriteWithoutSecrets(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    WriteWithoutSecrets(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    WriteWithoutSecrets(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String when element.GetString() is { } text && text.Contains("://"):
                json.WriteStringValue(UriInput.Shown(text));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static void WriteError(Utf8JsonWriter json, ClarifaiException error, PredictInput input)
    {
        json.WriteStartObject("error");
        json.WriteString("id", error.ErrorId.ToString());
        if (error is ClarifaiServiceException service)
        {
            json.WriteNumber("code", service.Code);
            WriteText(json, "request", service.RequestId);
        }

        json.WriteString("message", error.Message.Replace(input.Source, input.ShownSource));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            write(json);
        }

        return buffer.ToArray();
    }
}
