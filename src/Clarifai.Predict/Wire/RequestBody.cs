using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// The JSON of one predict request, as alternating literals and opened contents: nothing is read before it is sent, and the exact length is
/// known.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const string Head = "{\"inputs\":[";

    private readonly List<(byte[] Literal, InputContent? Content)> _parts = [];

    /// <summary>Each literal is followed by the base64 of its content, if it has one.</summary>
    public IReadOnlyList<(byte[] Literal, InputContent? Content)> Parts => _parts;

    /// <summary>Bytes of the whole body.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes of a body besides its inputs.</summary>
    public static long LengthWithoutInputs(PredictTarget target, PredictOptions options) =>
        Head.Length + 2 + Encoding.UTF8.GetByteCount(Options(target, options));

    /// <summary>The most bytes that an input adds to a body, known before its content is opened: for filling batches.</summary>
    public static long EstimatedLength(PredictInput input) =>
        64 + LabelsLength(input) + input switch
        {
            TextInput text => text.Json.Length,
            { Sent: { } sent } => Base64Length(sent.Content.Length),
            { Length: > 0 } => Base64Length(input.Length),
            _ => 6L * input.Source.Length,
        };

    /// <summary>A body without contents.</summary>
    public static RequestBody Of(byte[] json)
    {
        var body = new RequestBody();
        body.Add(json);
        return body;
    }

    /// <summary>Opens the contents and composes the body.</summary>
    /// <exception cref="ClarifaiInputException">A content cannot be opened.</exception>
    public static RequestBody Open(IReadOnlyList<IndexedInput> inputs, PredictTarget target, PredictOptions options)
    {
        var body = new RequestBody();
        try
        {
            var literal = new StringBuilder(Head);
            for (int i = 0; i < inputs.Count; i++)
            {
                literal.Append(i == 0 ? "" : ",");
                body.Add(inputs[i].Input, literal);
            }

            // Only videos are sampled: requests with images do not contain the option.
            bool isVideo = inputs.Any(input => input.Input.Kind is MediaKind.Video);
            literal.Append(']').Append(Options(target, isVideo ? options : options with { SampleMs = null })).Append('}');
            body.Add(literal);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose() => _parts.ForEach(part => part.Content?.Dispose());

    private static long Base64Length(long contentLength) => (contentLength + 2) / 3 * 4;

    // The longest characters of a file's name or a concept have four bytes.
    private static long LabelsLength(PredictInput input) => input.Labels is { } labels ? 64 + (4L * labels.DataMembers.Length) : 0;

    private void Add(PredictInput input, StringBuilder literal)
    {
        literal.Append(input.Labels is null ? "{" : $"{{\"id\":\"{input.ContentId}\",");
        literal.Append("\"data\":{\"").Append(input.Key).Append("\":{");
        if (input is TextInput text)
        {
            Add(literal.Append("\"raw\":\""));
            Add(text.Json);
        }
        else if (input.Sent is { } sent)
        {
            Add(literal.Append("\"base64\":\""), new InputContent(input, new MemoryStream(sent.Content), start: 0, sent.Content.Length));
        }
        else if (input.Open() is { } content)
        {
            Add(literal.Append("\"base64\":\""), content);
        }
        else
        {
            literal.Append("\"url\":\"").Append(JsonEncodedText.Encode(input.Source).ToString());
        }

        literal.Append("\"}").Append(input.Labels?.DataMembers).Append("}}");
    }

    private void Add(StringBuilder literal, InputContent? content = null)
    {
        Add(Encoding.UTF8.GetBytes(literal.ToString()), content);
        literal.Clear();
    }

    private void Add(byte[] literal, InputContent? content = null)
    {
        _parts.Add((literal, content));
        Length += literal.Length + Base64Length(content?.Length ?? 0);
    }

    private static string Options(PredictTarget target, PredictOptions options) => options.IsEmpty
        ? ""
        : "," + target.OptionsMember(Encoding.UTF8.GetString(JsonText.Write(json => WriteConfig(json, options))));

    private static void WriteConfig(Utf8JsonWriter json, PredictOptions options)
    {
        json.WriteStartObject();
        json.WriteIfSet("language", options.Language);
        json.WriteIfSet("max_concepts", options.MaxConcepts);
        json.WriteIfSet("min_value", (decimal?)options.MinValue);
        json.WriteIfSet("sample_ms", options.SampleMs);
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

        json.WriteEndObject();
    }

    // The ids of Clarifai's own concepts: ai_ and eight letters or digits. Anything else is a name.
    private static bool IsConceptId(string text) =>
        text.Length == 11 && text.StartsWith("ai_", StringComparison.Ordinal) && text.Skip(3).All(char.IsLetterOrDigit);
}
