using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>Connects a runspace to the local engine: to the one it has started before, else to a new one.</summary>
internal sealed class LocalConnector(ClarifaiCommand command)
{
    /// <param name="enginePath">The engine's program as specified by the user; null to search for it.</param>
    /// <param name="maximumRequestsPerSecond">The most requests a second; null for no limit.</param>
    /// <exception cref="ClarifaiException">The engine was not found or did not start.</exception>
    public ClarifaiConnection Connect(string? enginePath, double? maximumRequestsPerSecond)
    {
        string? named = enginePath is null ? null : command.GetUnresolvedProviderPathFromPSPath(enginePath);
        string program = EngineLocator.Find(named, command.MyInvocation.MyCommand.Module.ModuleBase);
        if (RunspaceConnections.Current.FindEngine(program) is { Engine: { } running } open)
        {
            command.WriteVerbose($"The local engine is already running at {open.BaseUri}.");
            return RunspaceConnections.Current.Add(maximumRequestsPerSecond == open.MaximumRequestsPerSecond
                ? open
                : running.Connect(LocalEngine.Ended, maximumRequestsPerSecond));
        }

        Dictionary<string, string> folders = Folders();
        LocalEngine engine = command.Wait(cancellation => LocalEngine.StartAsync(program, folders, options: "", cancellation));
        ClarifaiConnection made = engine.Connect(LocalEngine.Ended, maximumRequestsPerSecond);
        command.WriteVerbose($"The local engine {engine.Version} is ready at {made.BaseUri}: {program}.");
        return RunspaceConnections.Current.Add(made);
    }

    // The engine runs in its own folder, where a relative path would have another meaning.
    private Dictionary<string, string> Folders()
    {
        var folders = new Dictionary<string, string>();
        foreach (string variable in LocalEngine.FolderVariables)
        {
            string? named = Environment.GetEnvironmentVariable(variable);
            try
            {
                if (!string.IsNullOrEmpty(named))
                {
                    folders[variable] = new PathResolver(command).ResolveLiteral(named!);
                }
            }
            catch (ClarifaiException e)
            {
                throw new ClarifaiException(
                    ErrorId.LocalEngineFailed,
                    $"The environment variable {variable} is set to '{named}', which is not a folder of the file system.",
                    e);
            }
        }

        return folders;
    }
}
