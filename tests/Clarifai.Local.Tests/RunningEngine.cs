namespace Clarifai.Local.Tests;

/// <summary>
/// One engine for the tests that need no settings of their own: in this process, or the program that is tested in place of this build's.
/// </summary>
public sealed class RunningEngine : IAsyncLifetime
{
    private EngineClient? _client;

    internal EngineClient Client => _client ?? throw new InvalidOperationException("The engine has not been started.");

    public async ValueTask InitializeAsync() =>
        _client = EngineProcess.IsOther ? await EngineClient.StartProgramAsync() : await EngineClient.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }
}
