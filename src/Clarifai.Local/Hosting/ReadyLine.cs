using System.Text.Json;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Hosting;

/// <summary>
/// The only line on standard output: the engine's address, the limits for its clients, the recommended number of images per request, the
/// additional image formats that it can read, the versions of its models and the models of its workflows.
/// </summary>
internal static class ReadyLine
{
    // Clients send several requests at once: this many images per request keep every core busy, and the first answers come early.
    private static int BatchSize => Math.Clamp(Environment.ProcessorCount, 4, 32);

    public static void Write(
        Stream standardOutput, Uri address, ServiceLimits limits, IEnumerable<ServedModel> models, IEnumerable<Workflow> workflows)
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
            json.WriteNumber("batchSize"u8, BatchSize);
            json.WriteStartArray("pictureFormats"u8);
            json.WriteStringValue("AVIF"u8);
            json.WriteStringValue("HEIC"u8);
            json.WriteEndArray();
            json.WriteStartObject("models"u8);
            foreach (ServedModel model in models)
            {
                json.WriteString(model.Id, model.Folder.VersionId);
            }

            json.WriteEndObject();
            json.WriteStartObject("workflows"u8);
            foreach (Workflow workflow in workflows)
            {
                json.WriteStartArray(workflow.Id);
                foreach (ServedModel model in workflow.Models)
                {
                    json.WriteStringValue(model.Id);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        standardOutput.Write("\n"u8);
        standardOutput.Flush();
    }
}
