using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace Clarifai.PowerShell.Tests.Fixture;

/// <summary>The one place where tests and bench open PowerShell, with the staged module and the local engine of the same build.</summary>
internal static class ModuleRunspace
{
#if DESKTOP
    private static readonly string Modules = AppContext.BaseDirectory;
#else
    private static readonly string Modules = Repository.PathOf("out");
#endif

    /// <summary>The full path of the module's manifest.</summary>
    public static string Manifest { get; } =
        Path.Combine(Modules, "Clarifai", typeof(ModuleRunspace).Assembly.GetName().Version!.ToString(3), "Clarifai.psd1");

    /// <summary>The full path of the local engine's program.</summary>
    public static string Engine { get; } = Repository.ProgramOf("Clarifai.Local", "clarifai-local");

    /// <summary>Opens PowerShell with all of its own commands and the module. There is no profile and no telemetry.</summary>
    public static Runspace Open(PSHost host)
    {
        // PowerShell reads this once, at its first use.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CLARIFAI_LOCAL")))
        {
            Environment.SetEnvironmentVariable("CLARIFAI_LOCAL", Engine);
        }

        var state = InitialSessionState.CreateDefault();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Manifest);
        if (OperatingSystem.IsWindows())
        {
            // The default of pwsh.
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        }

        Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        return runspace;
    }
}
