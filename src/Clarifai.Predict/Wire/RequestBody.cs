using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// The JSON of one predict request, as literals and opened contents in turn: nothing is read before it is sent, and the length is known
/// to the byte.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const string Head = "{\"inputs\":[";

    private readonly List<(byte[] Literal, InputContent? Content)> _parts;

    private RequestBody(List<(byte[] Literal, InputContent? Content)> parts)
    {
        _parts = parts;
        Length = parts.Sum(part => part.Literal.Length + (part.Content is null ? 0 : Base64Length(part.Content.Length)));
    }

    /// <summary>Each literal is followed by the base64 of its content, if it has one.</summary>
    public IReadOnlyList<(byte[] Literal, InputContent? Content)> Parts => _parts;

    /// <summary>Bytes of the whole body.</summary>
    public long Length { get; }

    public static long Base64Length(long contentLength) => (contentLength + 2) / 3 * 4;

    /// <summary>What a body has beside its inputs.</summary>
    public static long LengthWithoutInputs(PredictTarget target, PredictOptions options) =>
        Head.Length + 2 + Encoding.UTF8.GetByteCount(Options(target, options, isVideo: true));

    /// <summary>What an input adds to a body at the most, before its content is opened: for filling batches.</summary>
    public static long EstimatedLength(PredictInput input) =>
        64 + input switch
        {
            TextInput text => text.Json.Length,
            { Length: > 0 } => Base64Length(input.Length),
            _ => 6L * input.Source.Length,
        };

    /// <summary>Opens the contents and lays out the body.</summary>
    /// <exception cref="ClarifaiInputException">A content cannot be opened.</exception>
    public static RequestBody Open(IReadOnlyList<IndexedInput> inputs, PredictTarget target, PredictOptions options)
    {
        var parts = new List<(byte[] Literal, InputContent? Content)>();
        var literal = new StringBuilder(Head);
        try
        {
            for (int i = 0; i < inputs.Count; i++)
            {
                PredictInput input = inputs[i].Input;
                literal.Append(i == 0 ? "" : ",").Append("{\"data\":{\"").Append(Key(input.Kind)).Append("\":{");
                if (input is TextInput text)
                {
                    literal.Append("\"raw\":\"");
                    parts.Add((Encoding.UTF8.GetBytes(literal.ToString()), null));
                    parts.Add((text.Json, null));
                    literal.Clear().Append("\"}}}");
                }
                else if (input.Open() is { } content)
                {
                    literal.Append("\"base64\":\"");
                    parts.Add((Encoding.UTF8.GetBytes(literal.ToString()), content));
                    literal.Clear().Append("\"}}}");
                }
                else
                {
                    literal.Append("\"url\":\"").Append(JsonEncodedText.Encode(input.Source).ToString()).Append("\"}}}");
                }
            }

            bool isVideo = inputs.Any(input => input.Input.Kind is MediaKind.Video);
            literal.Append(']').Append(Options(target, options, isVideo)).Append('}');
            parts.Add((Encoding.UTF8.GetBytes(literal.ToString()), null));
            return new RequestBody(parts);
        }
        catch
        {
            Close(parts);
            throw;
        }
    }

    public void Dispose() => Close(_parts);

    private static void Close(List<(byte[] Literal, InputContent? Content)> parts) => parts.ForEach(part => part.Content?.Dispose());

    /// <summary>What the protocol calls a kind of input.</summary>
    public static string Key(MediaKind kind) => kind switch
    {
        MediaKind.Video => "video",
        MediaKind.Text => "text",
        _ => "image",
    };

    // Only videos are sampled: with pictures in the same run, their requests do not mention it.
    private static string Options(PredictTarget target, PredictOptions options, bool isVideo)
    {
        PredictOptions sent = isVideo ? options : options with { SampleMs = null };
        return sent.IsEmpty ? "" : "," + target.OptionsMember(OutputConfig(sent));
    }

    private static string OutputConfig(PredictOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (options.Language is { } language)
            {
                json.WriteString("language", language);
            }

            if (options.MaxConcepts is { } most)
            {
                json.WriteNumber("max_concepts", most);
            }

            if (options.MinValue is { } least)
            {
                // A decimal is written as it was typed on every runtime; .NET Framework would write 0.95 with 17 digits.
                json.WriteNumber("min_value", (decimal)least);
            }

            if (options.Concepts is { Count: > 0 } concepts)
            {
                json.WriteStartArray("select_concepts");
                foreach (string concept in concepts)
                {
                    json.WriteStartObject();
                    json.WriteString(IsConceptId(concept) ? "id" : "name", concept);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            if (options.SampleMs is { } interval)
            {
                json.WriteNumber("sample_ms", interval);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // The ids of Clarifai's own concepts: ai_ and eight letters or digits. Everything else is a name.
    private static bool IsConceptId(string text) =>
        text.Length == 11 && text.StartsWith("ai_", StringComparison.Ordinal) && text.Skip(3).All(char.IsLetterOrDigit);
}
