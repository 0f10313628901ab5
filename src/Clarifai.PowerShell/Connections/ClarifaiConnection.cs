namespace Clarifai.PowerShell;

/// <summary>Where predictions are made, and as whom. It never shows the key.</summary>
public sealed class ClarifaiConnection
{
    internal ClarifaiConnection(ClarifaiClientOptions options, LocalEngine? engine = null)
    {
        Client = new ClarifaiClient(options);
        Engine = engine;
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

    /// <summary>The user that owns models which name no owner.</summary>
    public string? UserId { get; }

    /// <summary>The app that models are in which name no owner.</summary>
    public string? AppId { get; }

    /// <summary>True where the local engine answers.</summary>
    public bool IsLocal => Engine is not null;

    /// <summary>The local engine's version.</summary>
    public string? EngineVersion => Engine?.Version;

    /// <summary>What the service takes in one request.</summary>
    public ServiceLimits Limits { get; }

    /// <summary>At most this many requests a second; null for no limit.</summary>
    public double? MaximumRequestsPerSecond { get; }

    internal ClarifaiClient Client { get; }

    internal LocalEngine? Engine { get; }

    internal bool IsClosed { get; private set; }

    /// <summary>True where a command has asked the service: then it may be asked for completions too.</summary>
    internal bool WasAsked { get; set; }

    /// <inheritdoc/>
    public override string ToString() => IsLocal ? $"local engine {EngineVersion}" : $"{BaseUri} ({Authentication})";

    /// <exception cref="ClarifaiException">It was closed (NotConnected), or its engine has ended by itself (LocalEngineFailed).</exception>
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

    /// <summary>Ends its requests and the engine it started.</summary>
    internal void Close()
    {
        IsClosed = true;
        Client.Dispose();
        Engine?.Dispose();
    }
}
