using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// One line of a checkpoint: the input, the options and the outcome. The parts used for lookup come first, so that no answer is read only
/// to be skipped.
/// </summary>
internal static class CheckpointLine
{
    // The first digits of a SHA-256: enough to detect damage.
    private const int SumDigits = 16;
    private const int SumLength = 10 + SumDigits;

    private static ReadOnlySpan<byte> Beginning => "{\"input\":"u8;

    /// <summary>The service, model and options as JSON: a run cannot use answers to anything else.</summary>
    public static byte[] Asked(ClarifaiClient client, PumpOptions options) => JsonText.Write(json =>
    {
        PredictOptions predict = options.Predict;
        json.WriteStartObject();
        PredictTarget target = options.Target;
        client.WriteAsker(json, target);
        string? known = (target as ModelReference)?.Public?.Name;
        json.WriteString(target.Kind, known ?? string.Join("/", new[] { target.UserId, target.AppId, target.Id }.OfType<string>()));
        json.WriteIfSet("version", target.VersionId);
        json.WriteIfSet("language", predict.Language);
        json.WriteIfSet("max_concepts", predict.MaxConcepts);
        json.WriteIfSet("min_value", (decimal?)predict.MinValue);
        json.WriteIfSet("sample_ms", predict.SampleMs);
        json.WriteIfSet("maximum_dimension", options.MaximumDimension);
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

    /// <summary>A hash of what is looked up: with a million lines, the texts themselves would fill the memory.</summary>
    public static Guid KeyOf(params byte[][] texts) =>
        new(Hash.Of(texts.Length == 1 ? texts[0] : [.. texts.SelectMany(text => text)]).AsSpan(0, 16).ToArray());

    /// <returns>The line, including its line break.</returns>
    public static byte[] Write(byte[] asked, PredictOutcome outcome)
    {
        byte[] line = JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("input");
            json.WriteRawValue(outcome.Input.Identity, skipInputValidation: true);
            json.WritePropertyName("asked");
            json.WriteRawValue(asked, skipInputValidation: true);
            json.WriteBoolean("finished", outcome.IsFinished);
            WriteSource(json, outcome.Input);
            if (outcome.IsFinished)
            {
                WriteOutputs(json, outcome.Outputs);
            }
            else
            {
                WriteError(json, outcome.FirstError!, outcome.Input);
            }

            json.WriteEndObject();
        });
        byte[] content = line.AsSpan(0, line.Length - 1).ToArray();
        return [.. content, .. SumOf(content), (byte)'\n'];
    }

    /// <summary>Reads the parts of a line that are used for lookup; false if it is damaged or not a checkpoint line.</summary>
    /// <param name="line">The line without its line break.</param>
    /// <param name="head">The parts.</param>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out CheckpointHead head)
    {
        // An editor may have changed the line endings.
        line = line.EndsWith("\r"u8) ? line.Slice(0, line.Length - 1) : line;
        byte[] content = line.Slice(0, Math.Max(0, line.Length - SumLength)).ToArray();
        head = default;
        return line.Slice(content.Length).SequenceEqual(SumOf(content)) && TryReadIntactHead(line, out head);
    }

    /// <summary>The same for a line that is known to be undamaged.</summary>
    public static bool TryReadIntactHead(ReadOnlySpan<byte> line, out CheckpointHead head)
    {
        head = default;
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            reader.Read();
            if (!TryReadObject(ref reader, "input"u8, out Range input)
                || !TryReadObject(ref reader, "asked"u8, out Range question)
                || !TryEnter(ref reader, "finished"u8))
            {
                return false;
            }

            bool isFinished = reader.TokenType is JsonTokenType.True;
            reader.Read();
            ReadOnlySpan<byte> source = default;
            if (TryEnter(ref reader, "source"u8))
            {
                source = reader.ValueSpan;
                reader.Read();
            }

            head = new CheckpointHead
            {
                Identity = line[input],
                Asked = line[question],
                IsFinished = isFinished,
                Source = source,
                Part = TryReadObject(ref reader, "part"u8, out Range part) ? line[part] : default,
            };
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>True if the bytes may be the beginning of a line, cut off anywhere.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Beginning) || Beginning.StartsWith(bytes);

    public static PredictOutcome ReadOutcome(JsonElement line, IndexedInput input, OutputReader reader)
    {
        ClarifaiStatus status = StatusOf(line);
        return new PredictOutcome(
            input, status, [.. line.FindItems("outputs"u8).Select(output => reader.ReadOutput(output, input, status))]);
    }

    /// <summary>The status of the request that was answered.</summary>
    public static ClarifaiStatus StatusOf(JsonElement line) =>
        new() { Code = StatusCodes.Success, RequestId = line.FindText("request"u8), HttpStatus = 200 };

    public static string Text(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json.ToArray());

    // The last member of a line: it no longer matches after any cut, overwrite or edit.
    private static byte[] SumOf(byte[] content) =>
        Encoding.ASCII.GetBytes($",\"sum\":\"{Hash.Text(Hash.Of(content)).Substring(0, SumDigits)}\"}}");

    // From the name of a member to its value; false if another one is there.
    private static bool TryEnter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    // From the name of a member to the one after it.
    private static bool TryReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out Range place)
    {
        place = default;
        if (!TryEnter(ref reader, name) || reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        place = start..(int)reader.BytesConsumed;
        return reader.Read();
    }

    // What the identity does not tell: it has no addresses, no names of bytes and streams, and paths relative to a root.
    private static void WriteSource(Utf8JsonWriter json, PredictInput input)
    {
        PredictInput whole = input.Part?.Video ?? input;
        if (whole is not FileInput || whole.Name != whole.Source)
        {
            json.WriteString("source", whole.ShownSource);
        }

        if (input.Part is { } part)
        {
            json.WritePropertyName("part");
            json.WriteRawValue(part.Text, skipInputValidation: true);
        }
    }

    private static void WriteOutputs(Utf8JsonWriter json, IReadOnlyList<PredictOutput> outputs)
    {
        json.WriteIfSet("request", outputs.Select(output => output.RequestId).FirstOrDefault());
        json.WriteStartArray("outputs");
        foreach (PredictOutput output in outputs)
        {
            // Line breaks occur only between JSON tokens, where a space is equivalent.
            json.WriteRawValue(output.RawJson!.Replace('\n', ' ').Replace('\r', ' '), skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, ClarifaiException error, PredictInput input)
    {
        json.WriteStartObject("error");
        json.WriteString("id", error.ErrorId.ToString());
        if (error is ClarifaiServiceException service)
        {
            json.WriteNumber("code", service.Code);
            json.WriteIfSet("request", service.RequestId);
        }

        json.WriteString("message", error.Problem.Replace(input.Source, input.ShownSource));
        json.WriteEndObject();
    }
}
