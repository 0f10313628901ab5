using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Video;

/// <summary>A model's predictions for a video, frame by frame, with numbers and times.</summary>
/// <param name="frames">The frames, in the order of their times.</param>
internal sealed class VideoPrediction(IReadOnlyList<(PlacedFrame Place, IPrediction Prediction)> frames) : IPrediction
{
    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("frames"u8);
        foreach ((PlacedFrame place, IPrediction frame) in frames)
        {
            json.WriteStartObject();
            json.WriteStartObject("frame_info"u8);
            json.WriteNumber("index"u8, place.Index);
            json.WriteNumber("time"u8, place.TimeMs);
            json.WriteEndObject();
            json.WriteStartObject("data"u8);
            frame.WriteData(json, filter);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
