using System.Text.Json;
using Clarifai.Local.Imaging;
using SkiaSharp;

namespace Clarifai.Local.Inference;

/// <summary>
/// The objects found in an image with their positions, in descending order of confidence. Positions are fractions of the stored image.
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
    /// <param name="place">Its position in fractions of the stored image.</param>
    /// <param name="value">Its confidence.</param>
    /// <param name="writeData">Writes the members of its data.</param>
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
