using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Shell;

namespace Clarifai.Bench.Rows;

/// <summary>Import-Module and nothing else, the first thing that a fresh process does: on the bare engine, and in pwsh where there is one.</summary>
internal sealed class ImportRow : IRow
{
    public const string ChildVerb = "import-once";

    private static readonly string Script =
        $"""
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Import-Module '{Checkout.ModuleManifest.Replace("'", "''", StringComparison.Ordinal)}'
        $clock.Stop()
        $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;

    public string Name => "import";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        IReadOnlyList<double> bare = await Protocol.RepeatAsync(runs, () => TimeAsync(Environment.ProcessPath!, ChildVerb));
        yield return new Finding(Name, "bare engine", new Samples(bare), "ms", Target.AtMost(150)) { Digits = 0 };
        if (Machine.FindProgram("pwsh") is { } pwsh)
        {
            IReadOnlyList<double> full = await Protocol.RepeatAsync(runs, () => TimeAsync(pwsh, "-NoProfile", "-NonInteractive", "-Command", Script));
            yield return new Finding(Name, "pwsh", new Samples(full), "ms", Target.AtMost(50)) { Digits = 0 };
        }
    }

    /// <summary>Writes the milliseconds.</summary>
    public static void RunChild()
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(new QuietHost(), InitialSessionState.CreateDefault2());
        runspace.Open();
        using var pipeline = PowerShell.Create(runspace);
        Console.Out.WriteLine(pipeline.AddScript(Script).Invoke<string>()[0]);
    }

    private static async Task<double> TimeAsync(string program, params string[] arguments) =>
        double.Parse(await ChildProcess.RunAsync(program, arguments), CultureInfo.InvariantCulture);
}
