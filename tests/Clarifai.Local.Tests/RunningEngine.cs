namespace Clarifai.Local.Tests;

/// <summary>One engine in this process for the tests that need no settings of their own.</summary>
public sealed class RunningEngine : IAsyncLifetime
{
    private EngineClient? _client;

    internal EngineClient Client => _client ?? throw new InvalidOperationException("The engine has not been started.");

    public async ValueTask InitializeAsync() => _client = await EngineClient.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }
}
