using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Video;

/// <summary>What a model said of a video: of each interval from 0 on, its frame.</summary>
/// <param name="frames">One prediction an interval.</param>
/// <param name="sampleMs">Milliseconds of an interval.</param>
internal sealed class VideoPrediction(IReadOnlyList<IPrediction> frames, int sampleMs) : IPrediction
{
    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("frames"u8);
        foreach ((int index, IPrediction frame) in frames.Index())
        {
            json.WriteStartObject();
            json.WriteStartObject("frame_info"u8);
            json.WriteNumber("index"u8, index);
            json.WriteNumber("time"u8, (long)index * sampleMs);
            json.WriteEndObject();
            json.WriteStartObject("data"u8);
            frame.WriteData(json, filter);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
