using System.Text;
using System.Text.Json;

namespace Clarifai;

/// <summary>
/// An output's JSON as it is kept and shown. The service echoes what it was sent: content, as megabytes of useless base64, and URLs, which
/// may contain secrets. Content becomes null, and secrets are removed from URLs.
/// </summary>
internal static class OutputText
{
    /// <returns>The service's exact text, if there is nothing to leave out.</returns>
    public static string Of(JsonElement output)
    {
        if (output.Find("input"u8).ValueKind is not JsonValueKind.Object)
        {
            return output.GetRawText();
        }

        bool isChanged = false;
        byte[] text = JsonText.Write(json => isChanged = Write(json, output, isEcho: false));
        return isChanged ? Encoding.UTF8.GetString(text) : output.GetRawText();
    }

    // True if something was left out. Only the echoed part is checked: the input of the output.
    private static bool Write(Utf8JsonWriter json, JsonElement element, bool isEcho)
    {
        bool isChanged = false;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    if (isEcho && property.NameEquals("base64"u8))
                    {
                        json.WriteNullValue();
                        isChanged = true;
                    }
                    else if (isEcho || property.NameEquals("input"u8))
                    {
                        isChanged |= Write(json, property.Value, isEcho: true);
                    }
                    else
                    {
                        property.Value.WriteTo(json);
                    }
                }

                json.WriteEndObject();
                return isChanged;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    isChanged |= Write(json, item, isEcho);
                }

                json.WriteEndArray();
                return isChanged;
            case JsonValueKind.String when element.GetString() is { } text && text.Contains("://"):
                string shown = Redaction.Shown(text);
                json.WriteStringValue(shown);
                return shown != text;
            default:
                element.WriteTo(json);
                return false;
        }
    }
}
