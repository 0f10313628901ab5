using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Protocol;

/// <summary>Writes the protocol's envelope.</summary>
internal static class Answer
{
    public static async Task SendAsync(
        HttpContext context, HttpStatusCode http, int code, string? details, Action<Utf8JsonWriter>? content = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteStatus(json, code, details, context.TraceIdentifier);
            content?.Invoke(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = (int)http;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    public static Task SendOkAsync(HttpContext context, Action<Utf8JsonWriter> content) =>
        SendAsync(context, HttpStatusCode.OK, StatusCodes.Success, null, content);

    public static void WriteOutput(Utf8JsonWriter json, ServedModel model, InputAnswer outcome, OutputFilter filter, DateTimeOffset now)
    {
        string id = Guid.NewGuid().ToString("N");
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        WriteOutputMembers(json, model, outcome, filter, now);
        WriteInput(json, outcome.Input, id);
        json.WriteEndObject();
    }

    /// <summary>Writes the outputs of a workflow's models for one input.</summary>
    public static void WriteResult(
        Utf8JsonWriter json,
        IReadOnlyList<(ServedModel Model, OutputFilter Filter)> models,
        IReadOnlyList<InputAnswer> outcomes,
        DateTimeOffset now)
    {
        string id = Guid.NewGuid().ToString("N");
        InputAnswer worst = outcomes.FirstOrDefault(outcome => !outcome.Succeeded) ?? outcomes[0];
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        WriteStatus(json, worst.Code, worst.Details);
        WriteTime(json, "created_at"u8, now);
        WriteInput(json, worst.Input, id);
        json.WriteStartArray("outputs"u8);
        foreach (((ServedModel model, OutputFilter filter), InputAnswer outcome) in models.Zip(outcomes))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Guid.NewGuid().ToString("N"));
            WriteOutputMembers(json, model, outcome, filter, now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteWorkflowMembers(Utf8JsonWriter json, Workflow workflow)
    {
        json.WriteString("id"u8, workflow.Id);
        json.WriteString("app_id"u8, PublicModels.AppId);
        json.WriteStartArray("nodes"u8);
        foreach (ServedModel model in workflow.Models)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, model.Id);
            json.WriteStartObject("model"u8);
            json.WriteString("id"u8, model.Id);
            json.WriteString("name"u8, model.Folder.Manifest.Name);
            WriteVersion(json, model.Description.Version);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteModelMembers(Utf8JsonWriter json, ModelDescription model, bool withConcepts = false)
    {
        json.WriteString("id"u8, model.Id);
        json.WriteString("name"u8, model.Name);
        WriteTime(json, "created_at"u8, model.CreatedAt);
        json.WriteString("app_id"u8, model.AppId);
        (string type, string typeId) = TypeOf(model.Output);
        json.WriteString("model_type_id"u8, typeId);

        json.WriteStartObject("output_info"u8);
        if (withConcepts || model.Plan is not null)
        {
            WriteVocabulary(json, model);
        }

        if (model.Plan is { } plan)
        {
            json.WriteStartObject("output_config"u8);
            json.WriteBoolean("concepts_mutually_exclusive"u8, plan.IsExclusive);
            json.WriteBoolean("closed_environment"u8, plan.IsClosed);
            json.WriteEndObject();
        }

        json.WriteString("message"u8, "Show output_info with: GET /models/{model_id}/output_info");
        json.WriteString("type"u8, type);
        json.WriteString("type_ext"u8, type);
        json.WriteEndObject();
        WriteVersion(json, model.Version);
    }

    public static void WriteVersion(Utf8JsonWriter json, VersionDescription version)
    {
        json.WriteStartObject("model_version"u8);
        WriteVersionMembers(json, version);
        json.WriteEndObject();
    }

    public static void WriteVersionMembers(Utf8JsonWriter json, VersionDescription version)
    {
        if (version.Id is not null)
        {
            json.WriteString("id"u8, version.Id);
        }

        WriteTime(json, "created_at"u8, version.CreatedAt);
        if (version.CompletedAt is { } completed)
        {
            WriteTime(json, "completed_at"u8, completed);
        }

        WriteStatus(json, version.Code, version.Details);
        json.WriteNumber("active_concept_count"u8, version.ConceptCount);
        if (version.Inputs is { } inputs)
        {
            json.WriteNumber("total_input_count"u8, inputs);
        }

        if (version.Metrics is not null)
        {
            json.WritePropertyName("metrics"u8);
            json.WriteRawValue(version.Metrics);
        }
    }

    /// <summary>The service's names for a kind of model: the older type, and its current id.</summary>
    public static (string Type, string TypeId) TypeOf(ModelOutput output) => output switch
    {
        ModelOutput.Regions => ("detect-concept", "visual-detector"),
        ModelOutput.Colors => ("color", "color-recognizer"),
        ModelOutput.Embeddings => ("embed", "visual-embedder"),
        ModelOutput.Texts => ("text", "optical-character-recognizer"),
        _ => ("concept", "visual-classifier"),
    };

    private static void WriteOutputMembers(
        Utf8JsonWriter json, ServedModel model, InputAnswer outcome, OutputFilter filter, DateTimeOffset now)
    {
        WriteStatus(json, outcome.Code, outcome.Details);
        WriteTime(json, "created_at"u8, now);
        json.WriteStartObject("model"u8);
        WriteModelMembers(json, model.Description);
        json.WriteEndObject();
        json.WriteStartObject("data"u8);
        outcome.Prediction?.WriteData(json, filter);
        json.WriteEndObject();
    }

    private static void WriteVocabulary(Utf8JsonWriter json, ModelDescription model)
    {
        json.WriteStartObject("data"u8);
        json.WriteStartArray("concepts"u8);
        foreach (ModelConcept concept in model.Concepts)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, concept.Id);
            json.WriteString("name"u8, concept.Name);
            json.WriteString("app_id"u8, model.AppId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Bytes are not echoed: as in the service's answers, they are replaced by "true".
    private static void WriteInput(Utf8JsonWriter json, ReceivedInput input, string outputId)
    {
        json.WriteStartObject("input"u8);
        json.WriteString("id"u8, input.Id ?? outputId);
        json.WriteStartObject("data"u8);
        if (input.Kind != ReceivedKind.None)
        {
            json.WriteStartObject(input.Kind.ToString().ToLowerInvariant());
            if (input.Url is not null)
            {
                json.WriteString("url"u8, input.Url);
            }

            if (input.Base64 is not null)
            {
                json.WriteString("base64"u8, "true");
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteStatus(Utf8JsonWriter json, int code, string? details = null, string? requestId = null)
    {
        json.WriteStartObject("status"u8);
        json.WriteNumber("code"u8, code);
        json.WriteString("description"u8, StatusDescription.Of(code));
        if (details is not null)
        {
            json.WriteString("details"u8, details);
        }

        if (requestId is not null)
        {
            json.WriteString("req_id"u8, requestId);
        }

        json.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time) =>
        json.WriteString(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
}
