using System.Text.Json;

namespace Clarifai;

/// <summary>
/// Regions are fractions of the stored picture. Of a picture that was turned upright before it was sent, the service knows the upright one:
/// its boxes are turned back in the answer's JSON, before anyone reads or keeps it.
/// </summary>
internal static class StoredRegions
{
    // The places are single-precision numbers: what a subtraction adds behind them is noise.
    private const int Digits = 7;

    /// <summary>The same JSON with its boxes turned back.</summary>
    public static JsonElement TurnBack(JsonElement answer, PredictInput input)
    {
        if (input.Sent?.Turn is not { } turn || answer.ValueKind is JsonValueKind.Undefined)
        {
            return answer;
        }

        using var turned = JsonDocument.Parse(JsonText.Write(json => Write(json, answer, turn)));
        return turned.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, PictureTurn turn)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    if (property.NameEquals("bounding_box"u8) && property.Value.ValueKind is JsonValueKind.Object)
                    {
                        WriteBox(json, property.Value, turn);
                    }
                    else
                    {
                        Write(json, property.Value, turn);
                    }
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(json, item, turn);
                }

                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static void WriteBox(Utf8JsonWriter json, JsonElement box, PictureTurn turn)
    {
        (double top, double left, double bottom, double right) = turn.ToStored(
            box.FindNumber("top_row"u8), box.FindNumber("left_col"u8), box.FindNumber("bottom_row"u8), box.FindNumber("right_col"u8));
        json.WriteStartObject();
        json.WriteNumber("top_row", Math.Round(top, Digits));
        json.WriteNumber("left_col", Math.Round(left, Digits));
        json.WriteNumber("bottom_row", Math.Round(bottom, Digits));
        json.WriteNumber("right_col", Math.Round(right, Digits));
        json.WriteEndObject();
    }
}
