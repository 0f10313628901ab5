using System.Diagnostics;
using System.Reflection;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.Pester.Tests;

/// <summary>Runs of the Pester suite, each in a PowerShell of its own.</summary>
internal static class PesterRun
{
    public static string SuiteFolder { get; } = Repository.PathOf("tests", "Pester");

    /// <summary>This checkout's own shell.</summary>
    public static string[] Shell { get; } = [Repository.ProgramOf("Clarifai.Shell", "clarifai-shell")];

    /// <summary>The PowerShell tool.</summary>
    public static string[] Tool
    {
        get
        {
            string folder = typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "PowerShellFolder").Value!;
            return
            [
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                Path.Combine(folder, OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll"),
            ];
        }
    }

    /// <summary>Runs a file and returns the result of each of its tests. Without a result, what PowerShell printed is the error.</summary>
    public static async Task<IReadOnlyList<PesterTestCase>> RunAsync(string[] shell, string file, CancellationToken cancellationToken)
    {
        string results = Path.Combine(AppContext.BaseDirectory, Path.ChangeExtension(file, ".xml"));
        File.Delete(results);
        (int exitCode, string output) = await RunAsync(
            shell,
            ["-File", Path.Combine(SuiteFolder, "Invoke-Suite.ps1"), "-Path", Path.Combine(SuiteFolder, file), "-ResultPath", results],
            _ => { },
            cancellationToken);
        return File.Exists(results)
            ? PesterTestCase.ReadAll(results)
            : throw new InvalidOperationException($"PowerShell ended with {exitCode}.\n{output}");
    }

    /// <summary>Runs PowerShell where Pester is found, and returns what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string[] shell, string[] arguments, Action<ProcessStartInfo> configure, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(shell[0], [.. shell[1..], "-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["PSModulePath"] = Path.Combine(AppContext.BaseDirectory, "modules");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        configure(start);
        using Process process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
