using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Clarifai.Local.Protocol;

/// <summary>
/// Reads a predict request token by token. Known members must have the right type; unknown ones are skipped, as the protocol may be
/// extended at any time.
/// </summary>
internal ref struct PredictRequestReader
{
    private readonly int _maximumInputs;
    private readonly List<ReceivedInput> _inputs = [];
    private Utf8JsonReader _json;
    private OutputConfig _config = new();
    private OutputConfig _workflowConfig = new();

    private PredictRequestReader(ReadOnlySpan<byte> body, int maximumInputs)
    {
        _json = new Utf8JsonReader(Utf8Text.WithoutMark(body));
        _maximumInputs = maximumInputs;
    }

    public static PredictRequest Read(ReadOnlySpan<byte> body, int maximumInputs)
    {
        try
        {
            return new PredictRequestReader(body, maximumInputs).Read();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            // The reader throws InvalidOperationException for text that is not UTF-8.
            throw RequestRejectedException.Unreadable(malformed);
        }
    }

    private PredictRequest Read()
    {
        _ = _json.Read();
        Expect(JsonTokenType.StartObject, "The request");
        while (NextMember())
        {
            if (_json.ValueTextEquals("inputs"u8))
            {
                ReadInputs();
            }
            else if (_json.ValueTextEquals("model"u8))
            {
                ReadModel();
            }
            else if (IsNamed("output_config"u8, "outputConfig"u8))
            {
                _workflowConfig = ReadOutputConfig(_workflowConfig);
            }
            else
            {
                _json.Skip();
            }
        }

        // The reader rejects anything after the object.
        _ = _json.Read();
        return _inputs.Count > 0
            ? new PredictRequest(_inputs, _config, _workflowConfig)
            : throw Invalid("The request has no inputs.");
    }

    private void ReadInputs()
    {
        if (!BeginArray("inputs"))
        {
            return;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_inputs.Count == _maximumInputs)
            {
                throw Invalid($"The request has more than {_maximumInputs} inputs.");
            }

            _inputs.Add(ReadInput());
        }
    }

    private ReceivedInput ReadInput()
    {
        Expect(JsonTokenType.StartObject, "An input");
        var input = new ReceivedInput(null, ReceivedKind.None, null, null);
        while (NextMember())
        {
            if (_json.ValueTextEquals("id"u8))
            {
                input = input with { Id = ReadString("id") };
            }
            else if (_json.ValueTextEquals("data"u8))
            {
                input = ReadData(input);
            }
            else
            {
                _json.Skip();
            }
        }

        return input;
    }

    private ReceivedInput ReadData(ReceivedInput input)
    {
        if (!BeginObject("data"))
        {
            return input;
        }

        while (NextMember())
        {
            ReceivedKind kind = ReadMediaKind();
            if (kind == ReceivedKind.None)
            {
                _json.Skip();
            }
            else
            {
                input = ReadMedia(input, kind);
            }
        }

        return input;
    }

    private readonly ReceivedKind ReadMediaKind()
    {
        if (_json.ValueTextEquals("image"u8))
        {
            return ReceivedKind.Image;
        }

        if (_json.ValueTextEquals("video"u8))
        {
            return ReceivedKind.Video;
        }

        if (_json.ValueTextEquals("text"u8))
        {
            return ReceivedKind.Text;
        }

        return _json.ValueTextEquals("audio"u8) ? ReceivedKind.Audio : ReceivedKind.None;
    }

    private ReceivedInput ReadMedia(ReceivedInput input, ReceivedKind kind)
    {
        if (!BeginObject(kind.ToString()))
        {
            return input;
        }

        input = input with { Kind = kind };
        while (NextMember())
        {
            if (_json.ValueTextEquals("url"u8))
            {
                input = input with { Url = ReadString("url") };
            }
            else if (_json.ValueTextEquals("base64"u8))
            {
                input = input with { Base64 = ReadBase64() };
            }
            else
            {
                _json.Skip();
            }
        }

        return input;
    }

    // The body has replaced the string by a number, unless the member's name was written with escapes.
    private int? ReadBase64()
    {
        bool isPlain = !_json.ValueIsEscaped;
        if (ReadString("base64") is not { } number)
        {
            return null;
        }

        return isPlain && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? index
            : throw new FormatException($"the name base64 is written with escapes, at byte {_json.TokenStartIndex}.");
    }

    private void ReadModel()
    {
        if (!BeginObject("model"))
        {
            return;
        }

        while (NextMember())
        {
            if (IsNamed("output_info"u8, "outputInfo"u8))
            {
                ReadOutputInfo();
            }
            else if (IsNamed("model_version"u8, "modelVersion"u8))
            {
                ReadModelVersion();
            }
            else
            {
                _json.Skip();
            }
        }
    }

    private void ReadModelVersion()
    {
        if (!BeginObject("model_version"))
        {
            return;
        }

        while (NextMember())
        {
            if (IsNamed("output_info"u8, "outputInfo"u8))
            {
                ReadOutputInfo();
            }
            else
            {
                _json.Skip();
            }
        }
    }

    private void ReadOutputInfo()
    {
        if (!BeginObject("output_info"))
        {
            return;
        }

        while (NextMember())
        {
            if (IsNamed("output_config"u8, "outputConfig"u8))
            {
                _config = ReadOutputConfig(_config);
            }
            else
            {
                _json.Skip();
            }
        }
    }

    private OutputConfig ReadOutputConfig(OutputConfig config)
    {
        if (!BeginObject("output_config"))
        {
            return config;
        }

        while (NextMember())
        {
            if (IsNamed("max_concepts"u8, "maxConcepts"u8))
            {
                config = config with { MaximumConcepts = ReadInteger("max_concepts") };
            }
            else if (IsNamed("min_value"u8, "minValue"u8))
            {
                config = config with { MinimumValue = ReadNumber("min_value") };
            }
            else if (IsNamed("sample_ms"u8, "sampleMs"u8))
            {
                config = config with { SampleMs = ReadInteger("sample_ms") };
            }
            else if (_json.ValueTextEquals("language"u8))
            {
                config = config with { Language = ReadString("language") };
            }
            else if (IsNamed("select_concepts"u8, "selectConcepts"u8))
            {
                config = config with { SelectedConcepts = ReadSelectedConcepts() };
            }
            else
            {
                _json.Skip();
            }
        }

        return config;
    }

    private List<SelectedConcept> ReadSelectedConcepts()
    {
        if (!BeginArray("select_concepts"))
        {
            return [];
        }

        List<SelectedConcept> selected = [];
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            selected.Add(ReadSelectedConcept());
        }

        return selected;
    }

    private SelectedConcept ReadSelectedConcept()
    {
        Expect(JsonTokenType.StartObject, "A selected concept");
        var concept = new SelectedConcept(null, null);
        while (NextMember())
        {
            if (_json.ValueTextEquals("id"u8))
            {
                concept = concept with { Id = ReadString("id") };
            }
            else if (_json.ValueTextEquals("name"u8))
            {
                concept = concept with { Name = ReadString("name") };
            }
            else
            {
                _json.Skip();
            }
        }

        return concept;
    }

    /// <summary>Moves to the name of the next member; false at the end of the object.</summary>
    private bool NextMember() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves into an object; false if it is null.</summary>
    private bool BeginObject(string name) => Begin(JsonTokenType.StartObject, name);

    private bool BeginArray(string name) => Begin(JsonTokenType.StartArray, name);

    private bool Begin(JsonTokenType type, string name)
    {
        _ = _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        Expect(type, name);
        return true;
    }

    /// <summary>Reads a string; an empty one counts as missing, as in the JSON format of protocol buffers.</summary>
    private string? ReadString(string name)
    {
        _ = _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(JsonTokenType.String, name);
        return _json.GetString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Reads a number, which may be written as a string, as in the JSON format of protocol buffers.</summary>
    private double? ReadNumber(string name)
    {
        _ = _json.Read();
        if (_json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (_json.TokenType == JsonTokenType.String)
        {
            return double.TryParse(_json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : throw NotExpected(name, JsonTokenType.Number);
        }

        Expect(JsonTokenType.Number, name);
        return _json.GetDouble();
    }

    /// <summary>Reads an integer; 3.0 is accepted too.</summary>
    private int? ReadInteger(string name) => ReadNumber(name) switch
    {
        null => null,
        >= int.MinValue and <= int.MaxValue and var number when double.IsInteger(number) => (int)number,
        _ => throw new FormatException($"{name} is not an integer, at byte {_json.TokenStartIndex}."),
    };

    // The JSON format of protocol buffers has two spellings of a member's name, and readers must accept both.
    private readonly bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> camelCase) =>
        _json.ValueTextEquals(name) || _json.ValueTextEquals(camelCase);

    private readonly void Expect(JsonTokenType type, string name)
    {
        if (_json.TokenType != type)
        {
            throw NotExpected(name, type);
        }
    }

    private readonly FormatException NotExpected(string name, JsonTokenType type) =>
        new($"{name} is {Describe(_json.TokenType)}, but {Describe(type)} is expected, at byte {_json.TokenStartIndex}.");

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.None => "nothing",
        _ => type.ToString(),
    };

    private static RequestRejectedException Invalid(string details) => new(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest, details);
}
