using System.Globalization;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Only Import-Module, the first command of a fresh pwsh. For comparison, an empty manifest, which shows the time of PowerShell itself on
/// this machine.
/// </summary>
internal sealed class ImportRow : IRow
{
    public string Name => "import";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        if (Machine.FindProgram("pwsh") is not { } pwsh)
        {
            Console.Out.WriteLine("import     pwsh is not on PATH: left out");
            yield break;
        }

        string folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        try
        {
            string empty = Path.Combine(folder, "Empty.psd1");
            await File.WriteAllTextAsync(
                empty, "@{ ModuleVersion = '1.0'; FunctionsToExport = @(); CmdletsToExport = @(); AliasesToExport = @() }");
            IReadOnlyList<(double Empty, double Ours)> times = await Protocol.RepeatAsync(
                runs, async () => (await ImportAsync(pwsh, empty), await ImportAsync(pwsh, ModuleRunspace.Manifest)));
            var theirs = new Samples(times.Select(time => time.Empty));
            var ours = new Samples(times.Select(time => time.Ours));
            yield return new Finding(Name, "a manifest with nothing in it", theirs, "ms") { Digits = 0 };
            yield return new Finding(Name, "ours", ours, "ms", Target.AtMost(50)) { Digits = 0 };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ImportAsync(string pwsh, string manifest)
    {
        string milliseconds = await ChildProcess.RunAsync(pwsh, "-NoProfile", "-NonInteractive", "-Command", Script(manifest));
        return double.Parse(milliseconds, CultureInfo.InvariantCulture);
    }

    private static string Script(string manifest) =>
        $"""
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Import-Module '{manifest.Replace("'", "''", StringComparison.Ordinal)}'
        $clock.Stop()
        $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """;
}
