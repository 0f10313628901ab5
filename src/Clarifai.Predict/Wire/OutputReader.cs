using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>Reads one output of an answer. What it holds is told by the keys in its data, never by the model's name or type.</summary>
internal sealed class OutputReader
{
    private readonly AnswerOrigin _origin;
    private readonly List<Concept> _concepts = [];
    private readonly List<Region> _regions = [];
    private readonly List<VideoFrame> _frames = [];

    private OutputReader(AnswerOrigin origin) => _origin = origin;

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
        var reader = new OutputReader(origin);
        reader.ReadData(output.Find("data"u8));
        return new PredictOutput(origin)
        {
            Status = status,
            ModelName = model.FindText("name"u8),
            CreatedAt = output.FindTime("created_at"u8),
            Concepts = reader._concepts,
            Regions = reader._regions,
            Frames = reader._frames,
            RawJson = keepRaw ? WithoutEcho(output) : null,
        };
    }

    private void ReadData(JsonElement data)
    {
        _concepts.AddRange(ReadConcepts(data, (id, name, value, appId) => new Concept(_origin, id, name, value, appId)));
        foreach (JsonElement item in data.FindItems("regions"u8))
        {
            Region region = ReadRegion(item);
            _regions.Add(region);
            _concepts.AddRange(ReadConcepts(
                item.Find("data"u8), (id, name, value, appId) => new RegionConcept(_origin, region, id, name, value, appId)));
        }

        foreach (JsonElement item in data.FindItems("frames"u8))
        {
            VideoFrame frame = ReadFrame(item);
            _frames.Add(frame);
            _concepts.AddRange(frame.Concepts);
        }
    }

    private VideoFrame ReadFrame(JsonElement item)
    {
        int index = (int)item.Find("frame_info"u8).FindInteger("index"u8);
        long time = item.Find("frame_info"u8).FindInteger("time"u8);
        JsonElement data = item.Find("data"u8);
        List<FrameConcept> concepts =
            [.. ReadConcepts(data, (id, name, value, appId) => new FrameConcept(_origin, index, time, id, name, value, appId))];
        var regions = new List<Region>();
        foreach (JsonElement part in data.FindItems("regions"u8))
        {
            Region region = ReadRegion(part);
            regions.Add(region);
            concepts.AddRange(ReadConcepts(
                part.Find("data"u8), (id, name, value, appId) => new FrameRegionConcept(_origin, index, time, region, id, name, value, appId)));
        }

        return new VideoFrame(_origin, index, time, concepts, regions);
    }

    private static IEnumerable<T> ReadConcepts<T>(JsonElement data, Func<string?, string, double, string?, T> make)
        where T : Concept
    {
        string? appId = null;
        foreach (JsonElement item in data.FindItems("concepts"u8))
        {
            string? id = item.FindText("id"u8);
            appId = item.FindText("app_id"u8, known: appId);
            yield return make(id, item.FindText("name"u8) ?? id ?? "", item.FindNumber("value"u8), appId);
        }
    }

    private static Region ReadRegion(JsonElement item)
    {
        JsonElement box = item.Find("region_info"u8, "bounding_box"u8);
        return new Region
        {
            Id = item.FindText("id"u8),
            Top = box.FindNumber("top_row"u8),
            Left = box.FindNumber("left_col"u8),
            Bottom = box.FindNumber("bottom_row"u8),
            Right = box.FindNumber("right_col"u8),
        };
    }

    // The service may send back what it was sent, as base64 in the input's data: megabytes that say nothing.
    private static string WithoutEcho(JsonElement output)
    {
        JsonElement echo = output.Find("input"u8, "data"u8);
        if (echo.ValueKind is not JsonValueKind.Object || !echo.EnumerateObject().Any(kind => kind.Value.Find("base64"u8).ValueKind is not JsonValueKind.Undefined))
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
