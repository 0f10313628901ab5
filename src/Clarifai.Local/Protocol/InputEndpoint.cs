using System.Net;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;
using Microsoft.Data.Sqlite;

namespace Clarifai.Local.Protocol;

/// <summary>.../inputs and below: the examples that own models learn from. Their pictures are looked at once and not kept.</summary>
internal sealed class InputEndpoint(
    Database data,
    ModelCatalogue catalogue,
    Predictor predictor,
    ServiceLimits limits,
    TimeProvider time,
    ILogger<InputEndpoint> log,
    CancellationToken engineEnded)
{
    public const string Input = "input";

    // An id that the engine chooses: as many hexadecimal digits as other ids have.
    private const int ChosenIdLength = 32;

    public async Task AddAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, engineEnded);
        AppKey app = AppRoute.Read(context);
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, ended.Token);
        IReadOnlyList<ReceivedExample> received = InputsRequest.ReadNew(body, limits.InputsPerRequest, time.GetUtcNow());

        // The pictures of known inputs need not be looked at again.
        Dictionary<string, StoredInput> known = data.Read(
            connection => received
                .Select(example => example.Input.Id).Distinct()
                .Select(id => InputTable.Find(connection, app, id)).OfType<StoredInput>()
                .ToDictionary(input => input.Id),
            none: []);
        ReceivedExample[] added = [.. received.Where(example => example.Fault is null && !known.ContainsKey(example.Input.Id))];
        ExampleModel model = await LoadAsync(ended.Token);
        InputAnswer[] seen = await predictor.PredictAsync(
            model, body, [.. added.Select(example => example.Picture)], sampling: null, "Training does", ended.Token);
        ended.Token.ThrowIfCancellationRequested();

        var outcomes = new Queue<InputOutcome>(seen.Any(answer => answer.Succeeded)
            ? data.Write(connection => added.Zip(seen, (example, answer) => Add(connection, app, example, answer)).ToArray())
            : added.Zip(seen, Explain));
        await InputOutcome.SendAsync(
            context, [.. received.Select(example =>
                example.Fault is { } fault ? new InputOutcome(example.Input, StatusCodes.InputInvalidArgument, fault)
                : known.TryGetValue(example.Input.Id, out StoredInput? input) ? Duplicate(example, input)
                : outcomes.Dequeue())]);
    }

    public Task ListAsync(HttpContext context)
    {
        var page = Page.Read(context.Request.Query);
        AppKey app = AppRoute.Read(context);
        IReadOnlyList<StoredInput> inputs = data.Read(
            connection => InputTable.List(connection, app, page.Offset, page.Length), none: []);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartArray("inputs"u8);
            foreach (StoredInput input in inputs)
            {
                InputOutcome.Success(input).Write(json, app);
            }

            json.WriteEndArray();
        });
    }

    public Task ShowAsync(HttpContext context)
    {
        string id = ModelRoute.Read(context, Input)!;
        AppKey app = AppRoute.Read(context);
        StoredInput input = data.Read(connection => InputTable.Find(connection, app, id), none: null) ?? throw NotFound(id);
        return Answer.SendOkAsync(context, json =>
        {
            json.WritePropertyName("input"u8);
            InputOutcome.Success(input).Write(json, app);
        });
    }

    public Task CountAsync(HttpContext context)
    {
        AppKey app = AppRoute.Read(context);
        long count = data.Read(connection => InputTable.Count(connection, app), none: 0);
        return Answer.SendOkAsync(context, json =>
        {
            json.WriteStartObject("counts"u8);
            json.WriteNumber("processed"u8, count);
            json.WriteNumber("to_process"u8, 0);
            json.WriteNumber("errors"u8, 0);
            json.WriteNumber("processing"u8, 0);
            json.WriteEndObject();
        });
    }

    public async Task ChangeAsync(HttpContext context)
    {
        AppKey app = AppRoute.Read(context);
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, context.RequestAborted);
        (string? name, IReadOnlyList<StoredInput> changes) = InputsRequest.ReadChanges(body, limits.InputsPerRequest);
        ChangeAction action = ChangeActions.Read(name);
        InputOutcome[] outcomes = data.Exists
            ? data.Write(connection => changes.Select(change => Change(connection, app, action, change)).ToArray())
            : [.. changes.Select(InputOutcome.Missing)];
        await InputOutcome.SendAsync(context, outcomes);
    }

    private static InputOutcome Change(SqliteConnection connection, AppKey app, ChangeAction action, StoredInput change)
    {
        if (InputTable.Find(connection, app, change.Id) is not { } input)
        {
            return InputOutcome.Missing(change);
        }

        StoredInput changed = Apply(action, input, change);
        InputTable.Update(connection, app, changed);
        return InputOutcome.Success(changed);
    }

    public Task DeleteAsync(HttpContext context)
    {
        string id = ModelRoute.Read(context, Input)!;
        AppKey app = AppRoute.Read(context);
        return data.Exists && data.Write(connection => InputTable.Delete(connection, app, id))
            ? Answer.SendOkAsync(context, _ => { })
            : throw NotFound(id);
    }

    public async Task DeleteManyAsync(HttpContext context)
    {
        AppKey app = AppRoute.Read(context);
        using ReceivedBody body = await ReceivedBody.ReadAsync(context.Request, limits.MaximumRequestBytes, context.RequestAborted);
        IReadOnlyList<string>? ids = InputsRequest.ReadDeleted(body);
        string[] missing = [.. !data.Exists ? ids ?? [] : data.Write(connection =>
        {
            if (ids is null)
            {
                InputTable.DeleteAll(connection, app);
            }

            return (ids ?? []).Where(id => !InputTable.Delete(connection, app, id)).ToArray();
        })];
        await (missing.Length == 0 ? Answer.SendOkAsync(context, _ => { })
            : missing.Length < ids!.Count ? Answer.SendAsync(
                context,
                HttpStatusCode.MultiStatus,
                StatusCodes.MixedStatus,
                $"The app does not have these inputs: {string.Join(", ", missing)}.")
            : throw NotFound(string.Join(", ", missing)));
    }

    private static StoredInput Apply(ChangeAction action, StoredInput input, StoredInput change)
    {
        HashSet<string> named = [.. change.Concepts.Select(concept => concept.Id)];
        IEnumerable<GivenConcept> others = input.Concepts.Where(concept => !named.Contains(concept.Id));
        return input with
        {
            Concepts = action switch
            {
                ChangeAction.Remove => [.. others],
                ChangeAction.Merge => [.. others, .. change.Concepts],
                _ => change.Concepts,
            },
            Metadata = action == ChangeAction.Merge ? Merge(input.Metadata, change.Metadata) : change.Metadata ?? input.Metadata,
            Geo = change.Geo ?? input.Geo,
        };
    }

    private static string? Merge(string? metadata, string? change)
    {
        if (metadata is null || change is null)
        {
            return change ?? metadata;
        }

        JsonObject merged = JsonNode.Parse(metadata)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            merged[name] = value?.DeepClone();
        }

        return merged.ToJsonString();
    }

    private static InputOutcome Explain(ReceivedExample example, InputAnswer answer) => new(example.Input, answer.Code, answer.Details);

    private static InputOutcome Duplicate(ReceivedExample example, StoredInput input) => new(
        input,
        EngineStatusCodes.InputDuplicate,
        input.Id == example.Input.Id
            ? $"The app already has an input '{input.Id}', which stays as it is."
            : $"The app already has this image as input '{input.Id}', which stays as it is. Specify allow_duplicate_url to add it again.");

    private static RequestRejectedException NotFound(string id) =>
        new(HttpStatusCode.NotFound, EngineStatusCodes.InputDoesNotExist, $"The app does not have the input '{id}'.");

    private InputOutcome Add(SqliteConnection connection, AppKey app, ReceivedExample example, InputAnswer answer)
    {
        if (answer.Prediction is not ExamplePrediction seen)
        {
            return Explain(example, answer);
        }

        string chosen = example.AllowsDuplicate ? Guid.NewGuid().ToString("N") : Convert.ToHexStringLower(seen.Hash)[..ChosenIdLength];
        StoredInput input = example.Input.Id.Length > 0 ? example.Input : example.Input with { Id = chosen };
        var added = new NewInput(
            input, seen.Hash, catalogue.Embedder.Folder.WeightsSha256, seen.Embedding, seen.Concepts, example.AllowsDuplicate);
        return InputTable.Add(connection, app, added) is { } stored ? Duplicate(example, stored) : InputOutcome.Success(input);
    }

    private async Task<ExampleModel> LoadAsync(CancellationToken cancellation)
    {
        ServedModel general = catalogue.Default;
        Task<IPictureModel> concepts = ModelLoading.LoadAsync(general, log, cancellation);
        IPictureModel embedder = await ModelLoading.LoadAsync(catalogue.Find(ModelCatalogue.EmbedderId)!, log, cancellation);
        return new ExampleModel(
            embedder,
            await concepts,
            new OutputFilter(PredictOptions.DefaultMaxConcepts, general.Folder.Manifest.Threshold, Selected: null));
    }
}
