namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>A test with a session that is connected to a service on loopback, and a folder for sample files.</summary>
public abstract class ConnectedTest : IAsyncLifetime
{
    private StubService? _service;

    private protected ModuleSession Session { get; } = new();

    private protected SampleFolder Folder { get; } = new();

    private protected StubService Service => _service!;

    public async ValueTask InitializeAsync()
    {
        _service = await StubService.StartAsync();
        Session.Connect(_service.Address);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Session.Dispose();
        Folder.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }
}
