namespace Clarifai.PowerShell;

/// <summary>A connection to the service or a local engine. It never shows the key.</summary>
public sealed class ClarifaiConnection
{
    internal ClarifaiConnection(ClarifaiClientOptions options, LocalEngine? engine = null)
    {
        Client = new ClarifaiClient(options);
        Engine = engine;
        EngineBeside = new EngineBeside();
        BaseUri = options.BaseUri;
        Authentication = engine is null ? options.Credential.Kind.ToString() : "LocalEngine";
        UserId = options.UserId;
        AppId = options.AppId;
        Limits = options.Limits;
        MaximumRequestsPerSecond = options.MaximumRequestsPerSecond;
    }

    /// <summary>The service's address.</summary>
    public Uri BaseUri { get; }

    /// <summary>ApiKey, PersonalAccessToken or LocalEngine.</summary>
    public string Authentication { get; }

    /// <summary>The owner of models given without one.</summary>
    public string? UserId { get; }

    /// <summary>The app of models given without an owner.</summary>
    public string? AppId { get; }

    /// <summary>True for a local engine.</summary>
    public bool IsLocal => Engine is not null;

    /// <summary>The local engine's version.</summary>
    public string? EngineVersion => Engine?.Version;

    /// <summary>The service's limits.</summary>
    public ServiceLimits Limits { get; }

    /// <summary>The most requests per second; null for no limit.</summary>
    public double? MaximumRequestsPerSecond { get; }

    internal ClarifaiClient Client { get; }

    internal LocalEngine? Engine { get; }

    /// <summary>The engine that prepares the images of this connection; a local connection prepares them itself.</summary>
    internal EngineBeside EngineBeside { get; }

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
