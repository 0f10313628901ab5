using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests.Own;

/// <summary>An engine in this process with a data folder, and what a client does to teach it.</summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    private readonly EngineClient _engine;
    private readonly string _folder;
    private readonly string _prefix;

    /// <param name="engine">The engine.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="prefix">Comes before every path: the address of an owner.</param>
    public OwnEngine(EngineClient engine, string folder, string prefix = "/v2")
    {
        _engine = engine;
        _folder = folder;
        _prefix = prefix;
    }

    /// <summary>The folder of trained models.</summary>
    public string ModelsFolder => Path.Combine(_folder, "models");

    /// <param name="folder">The data folder.</param>
    public static async Task<OwnEngine> StartAsync(string folder) =>
        new(await EngineClient.StartAsync(settings => settings with { DataFolder = folder }), folder);

    /// <summary>Starts the engine as a program of its own, which can be killed.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="environment">Variables for the program.</param>
    public static async Task<OwnEngine> StartProgramAsync(string folder, params (string Name, string Value)[] environment) =>
        new(await EngineClient.StartProgramAsync(environment, "--data", folder, "--no-warm-up"), folder);

    /// <summary>The same engine, asked by another owner.</summary>
    public OwnEngine As(string user, string app) => new(_engine, _folder, $"/v2/users/{user}/apps/{app}");

    public static JsonObject Input(string? id, byte[] picture, params string[] concepts) => new()
    {
        ["id"] = id,
        ["data"] = new JsonObject
        {
            ["image"] = new JsonObject { ["base64"] = Convert.ToBase64String(picture) },
            ["concepts"] = ConceptList(concepts),
        },
    };

    /// <summary>Concepts by their ids; one after an exclamation mark is said not to be there.</summary>
    public static JsonArray ConceptList(params string[] concepts) =>
        [.. concepts.Select(concept => new JsonObject { ["id"] = concept.TrimStart('!'), ["value"] = concept[0] != '!' })];

    public Task<EngineAnswer> GetAsync(string path) => _engine.GetAsync(_prefix + path);

    public Task<EngineAnswer> PostAsync(string path, string json) => _engine.PostAsync(json, _prefix + path);

    public Task<EngineAnswer> SendAsync(HttpMethod method, string path, string json = "") => _engine.SendAsync(
        new HttpRequestMessage(method, _prefix + path) { Content = new StringContent(json) });

    public Task<EngineAnswer> AddAsync(params JsonObject[] inputs) =>
        PostAsync("/inputs", new JsonObject { ["inputs"] = new JsonArray(inputs) }.ToJsonString());

    public Task<EngineAnswer> CreateAsync(string model, string[] concepts, bool isExclusive = false, bool isClosed = false) => PostAsync(
        "/models",
        new JsonObject
        {
            ["model"] = new JsonObject
            {
                ["id"] = model,
                ["output_info"] = new JsonObject
                {
                    ["data"] = new JsonObject { ["concepts"] = ConceptList(concepts) },
                    ["output_config"] = new JsonObject
                    {
                        ["concepts_mutually_exclusive"] = isExclusive,
                        ["closed_environment"] = isClosed,
                    },
                },
            },
        }.ToJsonString());

    /// <summary>Asks for a training, as the JavaScript client does.</summary>
    /// <returns>The id of the version.</returns>
    public async Task<string> StartTrainingAsync(string model, string json = "")
    {
        EngineAnswer answer = await PostAsync($"/models/{model}/versions", json);
        Assert.Equal(StatusCodes.Success, answer.Code);
        JsonElement version = answer.Json.GetProperty("model").GetProperty("model_version");
        Assert.Equal(21103, CodeOf(version));
        return version.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until the training of a version has ended: its lock file is deleted then.</summary>
    public async Task<JsonElement> WaitAsync(string model, string version)
    {
        string lockFile = $"*{version}.lock";
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (var watcher = new FileSystemWatcher(ModelsFolder, lockFile))
        {
            watcher.Deleted += (_, _) => ended.TrySetResult();
            watcher.EnableRaisingEvents = true;
            if (Directory.EnumerateFiles(ModelsFolder, lockFile).Any())
            {
                await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
            }
        }

        return await ShowAsync(model, version);
    }

    /// <summary>What the engine says about a version.</summary>
    public async Task<JsonElement> ShowAsync(string model, string version) =>
        (await GetAsync($"/models/{model}/versions/{version}")).Json.GetProperty("model_version");

    public async Task<string> TrainAsync(string model, string json = "")
    {
        string version = await StartTrainingAsync(model, json);
        JsonElement trained = await WaitAsync(model, version);
        Assert.True(CodeOf(trained) == StatusCodes.ModelTrained, trained.GetRawText());
        return version;
    }

    /// <summary>The values of a model's concepts for a picture, by the concepts' ids.</summary>
    public async Task<IReadOnlyDictionary<string, double>> PredictAsync(string model, byte[] picture)
    {
        EngineAnswer answer = await PostAsync($"/models/{model}/outputs", PredictBody.Of(picture));
        Assert.True(answer.Code == StatusCodes.Success, answer.Json.GetRawText());
        return answer.Outputs[0].GetProperty("data").GetProperty("concepts").EnumerateArray()
            .ToDictionary(concept => concept.GetProperty("id").GetString()!, concept => concept.GetProperty("value").GetDouble());
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    public static int CodeOf(JsonElement owner) => owner.GetProperty("status").GetProperty("code").GetInt32();
}
