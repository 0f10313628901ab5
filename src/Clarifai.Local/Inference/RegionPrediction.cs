using System.Text.Json;
using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// The things seen in a picture with their places, the surest first. Places are fractions of the picture as it is stored.
/// </summary>
internal sealed class RegionPrediction(IReadOnlyList<ScoredBox> boxes, PicturePlacement placement) : IPrediction
{
    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("regions"u8);
        foreach (ScoredBox box in boxes)
        {
            if (filter.Passes(new ScoredConcept(box.Concept, box.Value)))
            {
                Write(json, box, placement.ToStored(box.Place));
            }
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ScoredBox box, SKRect place)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Guid.NewGuid().ToString("N"));
        json.WriteStartObject("region_info"u8);
        json.WriteStartObject("bounding_box"u8);
        json.WriteNumber("top_row"u8, place.Top);
        json.WriteNumber("left_col"u8, place.Left);
        json.WriteNumber("bottom_row"u8, place.Bottom);
        json.WriteNumber("right_col"u8, place.Right);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("data"u8);
        json.WriteStartArray("concepts"u8);
        ConceptPrediction.WriteConcept(json, new ScoredConcept(box.Concept, box.Value));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNumber("value"u8, box.Value);
        json.WriteEndObject();
    }
}
