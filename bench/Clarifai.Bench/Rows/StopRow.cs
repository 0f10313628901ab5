using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;
using Clarifai.Shell;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Ending a run while four requests are under way that would never end by themselves: how soon the prompt is back, and how soon the server
/// has seen the last request go.
/// </summary>
internal sealed class StopRow : IRow
{
    private const int ImageBytes = 100_000;
    private const int FileCount = 200;
    private const int ThrottleLimit = 4;

    // The first input goes alone and is answered after this; the batches behind it never are.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromMilliseconds(200);

    public string Name => "stop";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes, FirstAnswer, HoldsBatches: true));
        using var module = new ModuleHost(server.Address);
        module.ListFiles(files.Folder, times: 1);

        foreach (Finding finding in Judge("Ctrl+C", await Protocol.RepeatAsync(runs, () => StopAsync(module, server))))
        {
            yield return finding;
        }

        foreach (Finding finding in Judge("a break downstream", await Protocol.RepeatAsync(runs, () => BreakAsync(module, server))))
        {
            yield return finding;
        }

        if (Machine.FindProgram("pwsh") is { } pwsh)
        {
            IReadOnlyList<(double, double)> selected = await SelectFirstAsync(pwsh, files.Folder, server.Address, runs);
            foreach (Finding finding in Judge("Select-Object -First 1 in pwsh", selected))
            {
                yield return finding;
            }
        }
    }

    private static async Task<(double Prompt, double Idle)> StopAsync(ModuleHost module, ServerProcess server)
    {
        using PowerShell pipeline = module.Prepare("$files | Invoke-ClarifaiPredict -Connection $connection");
        IAsyncResult running = pipeline.BeginInvoke();
        await server.WaitForLiveAsync(ThrottleLimit);
        var clock = Stopwatch.StartNew();
        pipeline.Stop();
        running.AsyncWaitHandle.WaitOne();
        double prompt = clock.Elapsed.TotalMilliseconds;
        await server.WaitForLiveAsync(0);
        return (prompt, clock.Elapsed.TotalMilliseconds);
    }

    // What Select-Object -First does to a pipeline, on an engine that does not have it.
    private static async Task<(double Prompt, double Idle)> BreakAsync(ModuleHost module, ServerProcess server)
    {
        var clock = new Stopwatch();
        Task run = Task.Run(() => module.Run(
            """
            param($clock)
            do { $files | Invoke-ClarifaiPredict -Connection $connection | ForEach-Object { $clock.Restart(); break } } while ($false)
            """,
            clock));
        await server.WaitForLiveAsync(ThrottleLimit);
        await run;
        double prompt = clock.Elapsed.TotalMilliseconds;
        await server.WaitForLiveAsync(0);
        return (prompt, clock.Elapsed.TotalMilliseconds);
    }

    private static async Task<IReadOnlyList<(double Prompt, double Idle)>> SelectFirstAsync(
        string pwsh, string folder, Uri server, int runs)
    {
        string script = string.Format(
            CultureInfo.InvariantCulture,
            """
            $ErrorActionPreference = 'Stop'
            Import-Module '{0}'
            $key = ConvertTo-SecureString benchmark -AsPlainText
            $connection = Connect-Clarifai -ApiKey $key -BaseUri '{1}' -PassThru
            $files = Get-ChildItem '{2}'
            $clock = [Diagnostics.Stopwatch]::new()
            1..{3} | ForEach-Object {{
                $null = $files | Invoke-ClarifaiPredict -Connection $connection |
                    ForEach-Object {{ $clock.Restart(); $_ }} | Select-Object -First 1
                $prompt = $clock.Elapsed.TotalMilliseconds
                $null = Invoke-RestMethod '{1}live/0'
                [string]::Format([cultureinfo]::InvariantCulture, '{{0}} {{1}}', $prompt, $clock.Elapsed.TotalMilliseconds)
            }}
            """,
            Quoted(Checkout.ModuleManifest),
            server,
            Quoted(folder),
            runs + Protocol.WarmUps);
        string output = await ChildProcess.RunAsync(pwsh, "-NoProfile", "-NonInteractive", "-Command", script);
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(Protocol.WarmUps)
                .Select(line => line.Split(' '))
                .Select(words => (Number(words[0]), Number(words[1]))),
        ];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);

    private IEnumerable<Finding> Judge(string how, IReadOnlyList<(double Prompt, double Idle)> runs) =>
    [
        new Finding(Name, $"{how}: prompt back", new Samples(runs.Select(run => run.Prompt)), "ms", Target.AtMost(100)) { Digits = 1 },
        new Finding(Name, $"{how}: last request gone", new Samples(runs.Select(run => run.Idle)), "ms", Target.AtMost(100)) { Digits = 1 },
    ];
}
