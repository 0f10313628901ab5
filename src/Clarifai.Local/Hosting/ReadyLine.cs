using System.Text.Json;

namespace Clarifai.Local.Hosting;

/// <summary>
/// The one line on standard output: where the engine listens, the limits that its clients keep to, and the formats of pictures that it
/// reads besides those of the service.
/// </summary>
internal static class ReadyLine
{
    public static void Write(Stream standardOutput, Uri address, ServiceLimits limits)
    {
        using (var json = new Utf8JsonWriter(standardOutput))
        {
            json.WriteStartObject();
            json.WriteString("address"u8, address.GetLeftPart(UriPartial.Authority));
            json.WriteString("version"u8, EngineVersion.Current);
            json.WriteStartObject("limits"u8);
            json.WriteNumber("inputsPerRequest"u8, limits.InputsPerRequest);
            json.WriteNumber("maximumImageBytes"u8, limits.MaximumImageBytes);
            json.WriteNumber("maximumRequestBytes"u8, limits.MaximumRequestBytes);
            json.WriteNumber("maximumVideoBytes"u8, limits.MaximumVideoBytes);
            json.WriteNumber("maximumVideoUrlBytes"u8, limits.MaximumVideoUrlBytes);
            json.WriteNumber("maximumVideoSeconds"u8, limits.MaximumVideoDuration.TotalSeconds);
            json.WriteEndObject();
            json.WriteStartArray("pictureFormats"u8);
            json.WriteStringValue("AVIF"u8);
            json.WriteStringValue("HEIC"u8);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        standardOutput.Write("\n"u8);
        standardOutput.Flush();
    }
}
