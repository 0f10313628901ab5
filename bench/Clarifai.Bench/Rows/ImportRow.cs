using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Shell;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Import-Module and nothing else, the first thing that a fresh process does: on the bare engine, and in pwsh where there is one. Beside it
/// a manifest without anything in it, which shows what the engine takes by itself on this machine.
/// </summary>
internal sealed class ImportRow : IRow
{
    public const string ChildVerb = "import-once";

    public string Name => "import";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        string folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        try
        {
            string empty = Path.Combine(folder, "Empty.psd1");
            await File.WriteAllTextAsync(
                empty, "@{ ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");
            foreach (Finding finding in Judge("bare engine", 150, await CompareAsync(runs, empty, BareEngineAsync)))
            {
                yield return finding;
            }

            if (Machine.FindProgram("pwsh") is { } pwsh)
            {
                foreach (Finding finding in Judge("pwsh", 50, await CompareAsync(runs, empty, manifest => PwshAsync(pwsh, manifest))))
                {
                    yield return finding;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the milliseconds.</summary>
    public static void RunChild(string manifest)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(new QuietHost(), InitialSessionState.CreateDefault2());
        runspace.Open();
        using var pipeline = PowerShell.Create(runspace);
        Console.Out.WriteLine(pipeline.AddScript(Script(manifest)).Invoke<string>()[0]);
    }

    private static Task<IReadOnlyList<(double Empty, double Ours)>> CompareAsync(
        int runs, string empty, Func<string, Task<string>> import) =>
        Protocol.RepeatAsync(runs, async () => (Parse(await import(empty)), Parse(await import(Checkout.ModuleManifest))));

    // The runtime as clarifai-shell, which is the host on the bare engine, configures it.
    private static Task<string> BareEngineAsync(string manifest) => ChildProcess.RunAsync(
        "dotnet",
        "exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "clarifai-shell.runtimeconfig.json"),
        typeof(ImportRow).Assembly.Location, ChildVerb, manifest);

    private static Task<string> PwshAsync(string pwsh, string manifest) =>
        ChildProcess.RunAsync(pwsh, "-NoProfile", "-NonInteractive", "-Command", Script(manifest));

    private static string Script(string manifest) =>
        $"""
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Import-Module '{manifest.Replace("'", "''", StringComparison.Ordinal)}'
        $clock.Stop()
        $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;

    private static double Parse(string milliseconds) => double.Parse(milliseconds, CultureInfo.InvariantCulture);

    private IEnumerable<Finding> Judge(string where, double target, IReadOnlyList<(double Empty, double Ours)> runs) =>
    [
        new Finding(Name, $"{where}, a manifest with nothing in it", new Samples(runs.Select(run => run.Empty)), "ms") { Digits = 0 },
        new Finding(Name, where, new Samples(runs.Select(run => run.Ours)), "ms", Target.AtMost(target)) { Digits = 0 },
    ];
}
