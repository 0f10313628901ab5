namespace Clarifai.PowerShell;

/// <summary>A connection to the service or a local engine. It never shows the key.</summary>
public sealed class ClarifaiConnection
{
    private readonly ClarifaiClientOptions _options;

    internal ClarifaiConnection(ClarifaiClientOptions options, LocalEngine? engine = null)
    {
        _options = options;
        Client = new ClarifaiClient(options);
        Engine = engine;
    }

    /// <summary>The service's address.</summary>
    public Uri BaseUri => _options.BaseUri;

    /// <summary>ApiKey, PersonalAccessToken or LocalEngine.</summary>
    public string Authentication => IsLocal ? "LocalEngine" : _options.Credential.Kind.ToString();

    /// <summary>The owner of models given without one.</summary>
    public string? UserId => _options.UserId;

    /// <summary>The app of models given without an owner.</summary>
    public string? AppId => _options.AppId;

    /// <summary>True for a local engine.</summary>
    public bool IsLocal => Engine is not null;

    /// <summary>The local engine's version.</summary>
    public string? EngineVersion => Engine?.Version;

    /// <summary>The service's limits.</summary>
    public ServiceLimits Limits => _options.Limits;

    /// <summary>The most requests per second; null for no limit.</summary>
    public double? MaximumRequestsPerSecond => _options.MaximumRequestsPerSecond;

    internal ClarifaiClient Client { get; }

    internal LocalEngine? Engine { get; }

    /// <summary>The engine that prepares the images of this connection; a local connection prepares them itself.</summary>
    internal EngineBeside EngineBeside { get; } = new();

    internal bool IsClosed { get; private set; }

    /// <summary>True once a command has used the service: then completions may use it too.</summary>
    internal bool WasAsked { get; set; }

    /// <inheritdoc/>
    public override string ToString() => IsLocal ? $"local engine {EngineVersion}" : $"{BaseUri} ({Authentication})";

    /// <exception cref="ClarifaiException">It was closed (NotConnected), or its engine has stopped (LocalEngineFailed).</exception>
    internal void EnsureOpen()
    {
        if (IsClosed)
        {
            throw new ClarifaiException(ErrorId.NotConnected, "This connection has been closed. Connect again: Connect-Clarifai.");
        }

        if (Engine is { IsRunning: false })
        {
            throw LocalEngine.Ended;
        }
    }

    /// <summary>Cancels its requests and stops the engines that were started for it.</summary>
    internal void Close()
    {
        IsClosed = true;
        Client.Dispose();
        Engine?.Dispose();
        EngineBeside.End();
    }
}
