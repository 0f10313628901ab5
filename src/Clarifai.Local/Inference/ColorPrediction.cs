using System.Text.Json;

namespace Clarifai.Local.Inference;

/// <summary>The colors of an image, the largest share first. They form a whole: no option filters them.</summary>
internal sealed class ColorPrediction(IReadOnlyList<ScoredColor> colors) : IPrediction
{
    public void WriteData(Utf8JsonWriter json, OutputFilter filter)
    {
        json.WriteStartArray("colors"u8);
        foreach (ScoredColor color in colors)
        {
            json.WriteStartObject();
            json.WriteString("raw_hex"u8, color.RawHex);
            json.WriteStartObject("w3c"u8);
            json.WriteString("hex"u8, color.Name.Hex);
            json.WriteString("name"u8, color.Name.Name);
            json.WriteEndObject();
            json.WriteNumber("value"u8, color.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
