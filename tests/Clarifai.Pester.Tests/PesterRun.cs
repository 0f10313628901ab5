using System.Diagnostics;
using System.Reflection;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.Pester.Tests;

/// <summary>A run of one file of the Pester suite, in a PowerShell of its own.</summary>
internal static class PesterRun
{
    public static string SuiteFolder { get; } = Repository.PathOf("tests", "Pester");

    private static string PowerShellAssembly
    {
        get
        {
            string folder = typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "PowerShellFolder").Value!;
            return Path.Combine(folder, OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        }
    }

    /// <summary>Runs a file and returns the result of each of its tests. Without a result, what PowerShell printed is the error.</summary>
    public static async Task<IReadOnlyList<PesterTestCase>> RunAsync(string file, CancellationToken cancellationToken)
    {
        string results = Path.Combine(AppContext.BaseDirectory, Path.ChangeExtension(file, ".xml"));
        File.Delete(results);
        string[] arguments =
        [
            PowerShellAssembly, "-NoProfile", "-NonInteractive", "-File", Path.Combine(SuiteFolder, "Invoke-Suite.ps1"),
            "-Path", Path.Combine(SuiteFolder, file), "-ResultPath", results,
        ];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PSModulePath"] = Path.Combine(AppContext.BaseDirectory, "modules");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return File.Exists(results)
                ? PesterTestCase.ReadAll(results)
                : throw new InvalidOperationException($"PowerShell ended with {process.ExitCode}.\n{await output}\n{await errors}");
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
