using System.Diagnostics;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Stopping a run with four requests in flight that would never end by themselves: how soon the prompt is back, and how soon the server has
/// seen the last request end.
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

        IReadOnlyList<(double, double)> selected = await Protocol.RepeatAsync(runs, () => SelectFirstAsync(module, server));
        foreach (Finding finding in Judge("Select-Object -First 1", selected))
        {
            yield return finding;
        }
    }

    private static async Task<(double Prompt, double Idle)> StopAsync(ModuleHost module, ServerProcess server)
    {
        using System.Management.Automation.PowerShell pipeline = module.Prepare("$files | Invoke-ClarifaiPredict -Connection $connection");
        IAsyncResult running = pipeline.BeginInvoke();
        await server.WaitForLiveAsync(ThrottleLimit);
        var clock = Stopwatch.StartNew();
        pipeline.Stop();
        running.AsyncWaitHandle.WaitOne();
        double prompt = clock.Elapsed.TotalMilliseconds;
        await server.WaitForLiveAsync(0);
        return (prompt, clock.Elapsed.TotalMilliseconds);
    }

    private static async Task<(double Prompt, double Idle)> SelectFirstAsync(ModuleHost module, ServerProcess server)
    {
        var clock = new Stopwatch();
        Task run = Task.Run(() => module.Run(
            """
            param($clock)
            $files | Invoke-ClarifaiPredict -Connection $connection | ForEach-Object { $clock.Restart(); $_ } | Select-Object -First 1
            """,
            clock));
        await server.WaitForLiveAsync(ThrottleLimit);
        await run;
        double prompt = clock.Elapsed.TotalMilliseconds;
        await server.WaitForLiveAsync(0);
        return (prompt, clock.Elapsed.TotalMilliseconds);
    }

    private IEnumerable<Finding> Judge(string how, IReadOnlyList<(double Prompt, double Idle)> runs) =>
    [
        new Finding(Name, $"{how}: prompt back", new Samples(runs.Select(run => run.Prompt)), "ms", Target.AtMost(100)) { Digits = 1 },
        new Finding(Name, $"{how}: last request gone", new Samples(runs.Select(run => run.Idle)), "ms", Target.AtMost(100)) { Digits = 1 },
    ];
}
