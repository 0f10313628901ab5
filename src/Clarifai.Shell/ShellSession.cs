using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace Clarifai.Shell;

/// <summary>A runspace of the bare PowerShell engine with the Clarifai module in it. No profile, no history file, no telemetry.</summary>
public sealed class ShellSession : IDisposable
{
    private ShellSession(Runspace runspace) => Runspace = runspace;

    /// <summary>The open runspace.</summary>
    public Runspace Runspace { get; }

    /// <summary>Opens a runspace and imports the staged module, or the one whose manifest is given.</summary>
    /// <exception cref="FileNotFoundException">There is no such manifest.</exception>
    /// <exception cref="RunspaceOpenModuleLoadException">The module could not be imported.</exception>
    public static ShellSession Open(PSHost host, string? moduleManifest = null)
    {
        string manifest = moduleManifest ?? Checkout.ModuleManifest;
        if (!File.Exists(manifest))
        {
            // A missing path would be searched for as a module's name, and reported as such.
            throw new FileNotFoundException($"The module is not staged at '{manifest}'. Build the solution first.", manifest);
        }

        PrepareEnvironment();
        Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialState(manifest));
        try
        {
            runspace.ThreadOptions = PSThreadOptions.ReuseThread;
            runspace.Open();
            return new ShellSession(runspace);
        }
        catch
        {
            runspace.Dispose();
            throw;
        }
    }

    /// <summary>An empty pipeline in this session.</summary>
    public PowerShell CreatePowerShell() => PowerShell.Create(Runspace);

    /// <summary>Closes the runspace.</summary>
    public void Dispose() => Runspace.Dispose();

    private static void PrepareEnvironment()
    {
        // The engine reads this once, at its first use: without it, it writes an id file and calls home.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CLARIFAI_LOCAL")))
        {
            Environment.SetEnvironmentVariable("CLARIFAI_LOCAL", Checkout.LocalEngine);
        }
    }

    private static InitialSessionState InitialState(string manifest)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(manifest);
        state.Types.Add(PwshOnlyCommand.MessageOfCommandNotFound);
        if (OperatingSystem.IsWindows())
        {
            // pwsh's own default; without its configuration file the engine would refuse every script and format file.
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        }

        return state;
    }
}
