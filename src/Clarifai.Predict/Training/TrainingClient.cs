using System.Text.Json.Nodes;

namespace Clarifai;

/// <summary>
/// The calls that teach an app's models: one HTTP request each. An address without an owner is asked as clients did when keys had one app,
/// one with an owner as they do today.
/// </summary>
internal sealed class TrainingClient(ClarifaiClient client)
{
    /// <summary>Inputs that one request changes or deletes, at most.</summary>
    public const int MostInputs = 128;

    private const string Details = "?fields.binary_metrics=true&fields.label_counts=true&fields.test_set=true";

    // A model of concepts on the embeddings of another.
    private const string ModelType = "embedding-classifier";

    /// <summary>The methods that .NET Framework has no name for.</summary>
    private static readonly HttpMethod Patch = new("PATCH");

    /// <returns>Null if there is no such model.</returns>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public async Task<StoredModel?> FindModelAsync(ModelReference model, CancellationToken cancellation)
    {
        try
        {
            return await client.AskAsync(
                HttpMethod.Get, client.Routes.OutputInfo(model), body: null, TrainingReader.ReadModel, cancellation).ConfigureAwait(false);
        }
        catch (ClarifaiServiceException e) when (e.Code is StatusCodes.ModelDoesNotExist)
        {
            return null;
        }
    }

    /// <exception cref="ClarifaiException">The request failed; the model may exist already.</exception>
    public Task<StoredModel> CreateModelAsync(
        ModelReference model, IReadOnlyList<string> concepts, bool isExclusive, CancellationToken cancellation)
    {
        JsonObject created = Model(model, concepts, isExclusive);
        if (client.Routes.HasOwner(model))
        {
            created["model_type_id"] = ModelType;
        }

        return client.AskAsync(
            HttpMethod.Post,
            client.Routes.Siblings(model),
            Json(new() { ["model"] = created }),
            TrainingReader.ReadModel,
            cancellation);
    }

    /// <summary>Adds concepts to a model, and sets whether they exclude each other.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<bool> AddConceptsAsync(
        ModelReference model, IReadOnlyList<string> concepts, bool isExclusive, CancellationToken cancellation) =>
        client.AskAsync(
            Patch,
            client.Routes.Siblings(model),
            Json(new() { ["models"] = new JsonArray(Model(model, concepts, isExclusive)), ["action"] = "merge" }),
            _ => true,
            cancellation);

    /// <summary>Adds concepts to stored inputs, at most <see cref="MostInputs"/>.</summary>
    /// <returns>The status of each, in order.</returns>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public async Task<IReadOnlyList<ClarifaiStatus>> AddLabelsAsync(
        ModelReference model, IReadOnlyList<(string Id, ExampleLabels Labels)> inputs, CancellationToken cancellation)
    {
        IReadOnlyList<ClarifaiStatus> statuses = await client.AskAsync(
            Patch,
            client.Routes.Inputs(model),
            JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("action", "merge");
                json.WriteStartArray("inputs");
                foreach ((string id, ExampleLabels labels) in inputs)
                {
                    json.WriteStartObject();
                    json.WriteString("id", id);
                    json.WriteStartObject("data");
                    json.WritePropertyName("concepts");
                    labels.ConceptValues().WriteTo(json);
                    json.WriteEndObject();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }),
            TrainingReader.ReadInputStatuses,
            cancellation).ConfigureAwait(false);
        return statuses.Count == inputs.Count ? statuses : throw new ClarifaiException(
            ErrorId.InvalidResponse, $"The service's response has {statuses.Count} inputs for {inputs.Count}.");
    }

    /// <summary>Reads how many inputs of a model's app are still to be processed, and how many could not be.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<InputCounts> CountInputsAsync(ModelReference model, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Get, client.Routes.InputsStatus(model), body: null, TrainingReader.ReadCounts, cancellation);

    /// <summary>Reads what became of an input.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<ClarifaiStatus> GetInputStatusAsync(ModelReference model, string id, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Get, client.Routes.Input(model, id), body: null, TrainingReader.ReadInputStatus, cancellation);

    /// <summary>Reads a page of the inputs of a model's app, with their concepts.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<IReadOnlyList<(string Id, IReadOnlyList<string> Concepts)>> GetInputsAsync(
        ModelReference model, int page, CancellationToken cancellation) =>
        client.AskAsync(
            HttpMethod.Get, client.Routes.Inputs(model, page, MostInputs), body: null, TrainingReader.ReadInputs, cancellation);

    /// <summary>Deletes inputs, at most <see cref="MostInputs"/>.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<bool> DeleteInputsAsync(ModelReference model, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        client.AskAsync(
            HttpMethod.Delete,
            client.Routes.Inputs(model),
            Json(new() { ["ids"] = Texts(ids) }),
            _ => true,
            cancellation);

    /// <summary>Asks for a new version, which is trained in the background.</summary>
    /// <returns>The id of the version.</returns>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<string> TrainAsync(
        ModelReference model, IReadOnlyList<string> concepts, bool isExclusive, CancellationToken cancellation) =>
        client.AskAsync(
            HttpMethod.Post,
            client.Routes.Versions(model),
            client.Routes.HasOwner(model) ? Json(Version(concepts, isExclusive)) : [],
            TrainingReader.ReadVersionId,
            cancellation);

    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<StoredVersion> GetVersionAsync(ModelReference version, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Get, client.Routes.Model(version), body: null, TrainingReader.ReadVersion, cancellation);

    /// <summary>Asks for the evaluation of a trained version, which is made in the background.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<StoredVersion> EvaluateAsync(ModelReference version, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Post, client.Routes.Metrics(version), Json([]), TrainingReader.ReadVersion, cancellation);

    /// <summary>Reads an evaluated version with the whole evaluation.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<StoredVersion> GetEvaluationAsync(ModelReference version, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Get, client.Routes.Metrics(version, Details), body: null, TrainingReader.ReadVersion, cancellation);

    /// <summary>Deletes a model, or its version if the reference has one.</summary>
    /// <exception cref="ClarifaiException">The request failed.</exception>
    public Task<bool> DeleteAsync(ModelReference model, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Delete, client.Routes.Model(model), body: null, _ => true, cancellation);

    private static byte[] Json(JsonObject body) => JsonText.Write(json => body.WriteTo(json));

    private static JsonObject Model(ModelReference model, IEnumerable<string> concepts, bool isExclusive) => new()
    {
        ["id"] = model.Id,
        ["name"] = model.Id,
        ["output_info"] = OutputInfo(concepts, isExclusive),
    };

    private static JsonObject Version(IReadOnlyList<string> concepts, bool isExclusive) => new()
    {
        ["model_versions"] = new JsonArray(new JsonObject
        {
            ["output_info"] = OutputInfo(concepts, isExclusive),
            ["train_info"] = new JsonObject { ["params"] = Environment(new() { ["concepts"] = Texts(concepts) }, isExclusive) },
        }),
    };

    private static JsonObject OutputInfo(IEnumerable<string> concepts, bool isExclusive) => new()
    {
        ["data"] = new JsonObject { ["concepts"] = new JsonArray([.. concepts.Select(id => new JsonObject { ["id"] = id })]) },
        ["output_config"] = Environment([], isExclusive),
    };

    private static JsonObject Environment(JsonObject config, bool isExclusive)
    {
        config["concepts_mutually_exclusive"] = isExclusive;

        // A picture unlike all examples is expected, and gets low values.
        config["closed_environment"] = false;
        return config;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
