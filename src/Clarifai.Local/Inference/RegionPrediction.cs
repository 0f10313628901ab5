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
            var concept = new ScoredConcept(box.Concept, box.Value);
            if (filter.Passes(concept))
            {
                WriteRegion(json, placement.ToStored(box.Place), box.Value, () =>
                {
                    json.WriteStartArray("concepts"u8);
                    ConceptPrediction.WriteConcept(json, concept);
                    json.WriteEndArray();
                });
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes one region of an answer.</summary>
    /// <param name="json">Gets it.</param>
    /// <param name="place">Where it is, in fractions of the picture as it is stored.</param>
    /// <param name="value">How sure it is.</param>
    /// <param name="writeData">Writes the members of its data: what is there.</param>
    public static void WriteRegion(Utf8JsonWriter json, SKRect place, float value, Action writeData)
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
        writeData();
        json.WriteEndObject();
        json.WriteNumber("value"u8, value);
        json.WriteEndObject();
    }
}
