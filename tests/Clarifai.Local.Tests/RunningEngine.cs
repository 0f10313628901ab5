using System.Text.Json.Nodes;
using Clarifai.Local.Tests.Own;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests;

/// <summary>
/// One engine for the tests that need no settings of their own: in this process, or the program that is tested in place of this build's.
/// </summary>
public sealed class RunningEngine : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly Lazy<Task<OwnEngine>> _things;
    private EngineClient? _client;

    public RunningEngine() => _things = new Lazy<Task<OwnEngine>>(() => NewAppAsync(Photos.ThreeOfEach()));

    internal EngineClient Client => _client ?? throw new InvalidOperationException("The engine has not been started.");

    private string Data => _folder.File("data");

    public async ValueTask InitializeAsync() => _client = EngineProcess.IsOther
        ? await EngineClient.StartProgramAsync([], "--data", Data)
        : await EngineClient.StartAsync(settings => settings with { DataFolder = Data });

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>An app that no other test uses.</summary>
    internal OwnEngine NewApp() => new OwnEngine(Client, Data).As("me", $"app-{Guid.NewGuid():N}");

    /// <summary>An app with three photos of each thing, which tests share and only add models to.</summary>
    internal Task<OwnEngine> ThingsAsync() => _things.Value;

    internal async Task<OwnEngine> NewAppAsync(params JsonObject[] inputs)
    {
        OwnEngine app = NewApp();
        Assert.Equal(StatusCodes.Success, (await app.AddAsync(inputs)).Code);
        return app;
    }
}
