using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Reads the most common kind of answer in one pass over its bytes: a success whose outputs contain concepts. What the outputs have in
/// common is read once. Other kinds of data are left to <see cref="DataReader"/>, an unusual answer as a whole to <see
/// cref="OutputReader"/>, which reads this kind with the same result.
/// </summary>
internal ref struct ConceptAnswerReader(byte[] body, IReadOnlyList<IndexedInput> inputs, OutputReader reader, TextPool texts)
{
    private Utf8JsonReader _json = new(body);

    // The last output, and the bytes that may be the same in the next one.
    private PredictOutput? _last;
    private ReadOnlySpan<byte> _status;
    private ReadOnlySpan<byte> _model;
    private ReadOnlySpan<byte> _time;

    /// <returns>Null for an answer that must be read the other way, whether or not it can be read.</returns>
    public PredictAnswer? TryRead()
    {
        ClarifaiStatus? status = null;
        PredictOutcome[]? outcomes = null;
        try
        {
            if (!Next(JsonTokenType.StartObject))
            {
                return null;
            }

            while (NextKey())
            {
                if (Is("status"u8) && status is null)
                {
                    status = StatusReader.Read(JsonElement.ParseValue(ref _json), httpStatus: 200);
                }
                else if (Is("outputs"u8) && outcomes is null && status?.Code == StatusCodes.Success)
                {
                    outcomes = ReadOutputs(status);
                }
                else if (Is("status"u8) || Is("outputs"u8))
                {
                    return null;
                }
                else
                {
                    _json.Skip();
                }
            }

            return outcomes is null || _json.Read() ? null : new PredictAnswer(status!, outcomes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Not JSON, or not valid Unicode.
            return null;
        }
    }

    private PredictOutcome[]? ReadOutputs(ClarifaiStatus answerStatus)
    {
        var outcomes = new PredictOutcome[inputs.Count];
        if (!Next(JsonTokenType.StartArray))
        {
            return null;
        }

        for (int i = 0; i < outcomes.Length; i++)
        {
            if (!Next(JsonTokenType.StartObject) || ReadOutput(inputs[i], answerStatus) is not { } output)
            {
                return null;
            }

            outcomes[i] = new PredictOutcome(inputs[i], output.Status, [output]);
        }

        return Next(JsonTokenType.EndArray) ? outcomes : null;
    }

    // Null if the data comes before the fields that identify its origin.
    private PredictOutput? ReadOutput(IndexedInput input, ClarifaiStatus answerStatus)
    {
        ReadOnlySpan<byte> status = default;
        ReadOnlySpan<byte> model = default;
        ReadOnlySpan<byte> time = default;
        ReadOnlySpan<byte> other = default;
        PredictOutput? output = null;
        while (NextKey())
        {
            if (Is("data"u8))
            {
                _last = output = ReadData(input, answerStatus, status, model, time);
                _status = status;
                _model = model;
                _time = time;
                continue;
            }

            ref ReadOnlySpan<byte> part = ref Is("status"u8) ? ref status
                : ref Is("model"u8) ? ref model
                : ref Is("created_at"u8) ? ref time
                : ref other;
            part = Skip();
        }

        return status == _status && model == _model && time == _time ? output : null;
    }

    private PredictOutput ReadData(
        IndexedInput input,
        ClarifaiStatus answerStatus,
        ReadOnlySpan<byte> status,
        ReadOnlySpan<byte> model,
        ReadOnlySpan<byte> time)
    {
        bool isSameModel = _last is not null && model.SequenceEqual(_model);
        JsonElement newModel = isSameModel ? default : Parse(model);
        AnswerOrigin origin = isSameModel ? _last!.Origin.About(input) : reader.ReadOrigin(newModel, InputOrigin.Of(input), answerStatus);
        Utf8JsonReader start = _json;
        var data = new DataReader(origin, capacity: _last?.Observations.Count ?? 0);
        if (!TryReadConcepts(data))
        {
            _json = start;
            data = new DataReader(origin);
            data.Read(StoredRegions.TurnBack(JsonElement.ParseValue(ref _json), input.Input));
        }

        return OutputReader.Create(
            origin,
            _last is not null && status.SequenceEqual(_status) ? _last.Status : OutputReader.ReadStatus(Parse(status), answerStatus),
            isSameModel ? _last!.ModelName : newModel.FindText("name"u8),
            _last is not null && time.SequenceEqual(_time) ? _last.CreatedAt : Parse(time).AsTime(),
            data);
    }

    // False unless it is an array of concepts.
    private bool TryReadConcepts(DataReader data)
    {
        if (!Next(JsonTokenType.StartObject) || !NextKey() || !Is("concepts"u8) || !Next(JsonTokenType.StartArray))
        {
            return false;
        }

        while (Next(JsonTokenType.StartObject))
        {
            data.Add(ReadConcept());
        }

        return _json.TokenType is JsonTokenType.EndArray && !NextKey();
    }

    private ConceptFields ReadConcept()
    {
        string? id = null;
        string? name = null;
        string? appId = null;
        string? vocabulary = null;
        string? other = null;
        double? value = null;
        while (NextKey())
        {
            if (Is("value"u8))
            {
                value = Next(JsonTokenType.Number) && _json.TryGetDouble(out double number)
                    ? JsonElementExtensions.Finite(number)
                    : JsonElement.ParseValue(ref _json).AsNumber();
                continue;
            }

            ref string? text = ref Is("id"u8) ? ref id
                : ref Is("name"u8) ? ref name
                : ref Is("app_id"u8) ? ref appId
                : ref Is("vocab_id"u8) ? ref vocabulary
                : ref other;
            text = ReadText();
        }

        return ConceptFields.Of(id, name, value, appId, vocabulary);
    }

    private string? ReadText()
    {
        if (Next(JsonTokenType.String))
        {
            return texts.Read(ref _json);
        }

        _json.Skip();
        return null;
    }

    private readonly bool Is(ReadOnlySpan<byte> key) => _json.ValueTextEquals(key);

    private bool NextKey() => Next(JsonTokenType.PropertyName);

    private bool Next(JsonTokenType type) => _json.Read() && _json.TokenType == type;

    // The bytes of the skipped value.
    private ReadOnlySpan<byte> Skip()
    {
        _json.Read();
        int start = (int)_json.TokenStartIndex;
        _json.Skip();
        return body.AsSpan(start, (int)_json.BytesConsumed - start);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> value)
    {
        var json = new Utf8JsonReader(value);
        return value.IsEmpty ? default : JsonElement.ParseValue(ref json);
    }
}
