using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Connects a runspace to the local engine: to the one it has started before, else to a new one.</summary>
internal sealed class LocalConnector(ClarifaiCommand command)
{
    // An engine that only prepares images needs no model.
    private const string NoWarmUp = "--no-warm-up";

    /// <param name="enginePath">The engine's program as specified by the user; null to search for it.</param>
    /// <param name="maximumRequestsPerSecond">The most requests a second; null for no limit.</param>
    /// <exception cref="ClarifaiException">The engine was not found or did not start.</exception>
    public ClarifaiConnection Connect(string? enginePath, double? maximumRequestsPerSecond)
    {
        string? named = enginePath is null ? null : command.GetUnresolvedProviderPathFromPSPath(enginePath);
        string program = EngineLocator.Find(named, command.MyInvocation.MyCommand.Module.ModuleBase);
        if (RunspaceConnections.Current.Made is { Engine: { IsRunning: true } running } open && running.Program == program)
        {
            command.WriteVerbose($"The local engine is already running at {open.BaseUri}.");
            return maximumRequestsPerSecond == open.MaximumRequestsPerSecond ? open : Add(running, maximumRequestsPerSecond);
        }

        Dictionary<string, string> folders = Folders();
        LocalEngine engine = command.Wait(cancellation => LocalEngine.StartAsync(program, folders, options: "", cancellation));
        command.WriteVerbose($"The local engine {engine.Version} is ready at {engine.BaseUri}: {program}.");
        return Add(engine, maximumRequestsPerSecond);
    }

    /// <summary>Gets the engine that prepares images for a connection: its own, one started earlier, or a new one.</summary>
    /// <param name="connection">The connection, with which the engine ends; null if the caller closes the result.</param>
    /// <exception cref="ClarifaiException">The engine is not installed or does not start.</exception>
    public ClarifaiConnection ConnectBeside(ClarifaiConnection? connection)
    {
        connection?.EnsureOpen();
        return connection is null ? Start() : connection.EngineBeside(Start);

        ClarifaiConnection Start()
        {
            string program = EngineLocator.Find(enginePath: null, command.MyInvocation.MyCommand.Module.ModuleBase);
            LocalEngine engine = command.Wait(
                cancellation => LocalEngine.StartAsync(program, new Dictionary<string, string>(), NoWarmUp, cancellation));
            command.WriteVerbose($"The local engine {engine.Version} prepares the images at {engine.BaseUri}: {program}.");
            return Open(engine, maximumRequestsPerSecond: null, LocalEngine.EndedBeside);
        }
    }

    // The engine runs in its own folder, where a relative path would have another meaning.
    private Dictionary<string, string> Folders()
    {
        var folders = new Dictionary<string, string>();
        foreach (string variable in LocalEngine.FolderVariables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
            {
                folders[variable] = Resolve(variable, named);
            }
        }

        return folders;
    }

    private string Resolve(string variable, string named)
    {
        try
        {
            return new PathResolver(command).ResolveLiteral(named);
        }
        catch (ClarifaiException e)
        {
            throw new ClarifaiException(
                ErrorId.LocalEngineFailed, $"The variable {variable} is set to '{named}', which is not a folder of the file system.", e);
        }
    }

    private static ClarifaiConnection Add(LocalEngine engine, double? maximumRequestsPerSecond) =>
        RunspaceConnections.Current.Add(Open(engine, maximumRequestsPerSecond, LocalEngine.Ended));

    private static ClarifaiConnection Open(LocalEngine engine, double? maximumRequestsPerSecond, ClarifaiException ended) => new(
        new ClarifaiClientOptions
        {
            Credential = engine.Credential,
            BaseUri = engine.BaseUri,
            Limits = engine.Limits,
            Engine = engine.Versions,
            MaximumRequestsPerSecond = maximumRequestsPerSecond,
            Diagnose = () => engine.IsRunning ? null : ended,
        },
        engine);
}
