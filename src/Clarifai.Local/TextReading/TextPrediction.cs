using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.TextReading;

/// <summary>The lines of text in an image as regions, in reading order. Positions are fractions of the stored image.</summary>
internal sealed class TextPrediction(TextReading reading) : IPrediction
{
    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("regions"u8);
        foreach (TextLine line in reading.Lines.Where(line => filter.Passes(line.Value)))
        {
            RegionPrediction.WriteRegion(json, reading.Placement.ToStored(line.Place.Bounds), line.Value, () =>
            {
                json.WriteStartObject("text"u8);
                json.WriteString("raw"u8, line.Text);
                json.WriteEndObject();
            });
        }

        json.WriteEndArray();
    }
}
