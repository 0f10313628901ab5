using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.References;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Files read, encoded, sent, parsed and emitted, against the least client of files in the same PowerShell, which does all of that too; for
/// information, against a bare HttpClient that posts ready-made bodies.
/// </summary>
internal sealed class ThroughputRow : IRow
{
    private const int ImageBytes = 100_000;
    private const int FileCount = 200;
    private const int Images = 20_000;
    private const int BatchSize = 32;
    private const int Concurrency = 4;

    private static readonly string Ours =
        $"$files | Invoke-ClarifaiPredict -Connection $connection -BatchSize {BatchSize} -ThrottleLimit {Concurrency}";

    private static readonly string Least =
        $"$files | Invoke-LeastClient -Server $server -BatchSize {BatchSize} -ThrottleLimit {Concurrency}";

    // PowerShell keeps what it assigns, to $null as well, until the pipeline ends; Out-Null lets go of every object at once.
    private static readonly (string What, Func<Run, Timing> Timing)[] Contenders =
    [
        ("ready-made bodies", run => run.Ready),
        ("the least client of files | Out-Null", run => run.Least),
        ("Invoke-ClarifaiPredict | Out-Null", run => run.Piped),
        ("$null = Invoke-ClarifaiPredict", run => run.Assigned),
    ];

    public string Name => "throughput";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes));
        using var ready = new ReadyBodies(server.Address, files.Paths, Images, BatchSize, Concurrency);
        using var module = new ModuleHost(server.Address);
        module.ListFiles(files.Folder, Images / FileCount);
        ExpectEveryConcept(module, Ours);
        ExpectEveryConcept(module, Least);

        Task<Timing> TimeAsync(string script) => Protocol.TimeAsync(() => Task.Run(() => module.Run(script)));
        IReadOnlyList<Run> results = await Protocol.RepeatAsync(runs, async () => new Run(
            await Protocol.TimeAsync(ready.RunAsync),
            await TimeAsync($"{Least} | Out-Null"),
            await TimeAsync($"{Ours} | Out-Null"),
            await TimeAsync($"$null = {Ours}")));
        foreach ((string what, Func<Run, Timing> timing) in Contenders)
        {
            yield return Of(what, results, run => Images / timing(run).Elapsed, "images/s");
            string processor = $"{what}: processor time";
            yield return Of(processor, results, run => timing(run).Processor / Images * 1e6, "us/image") with { Digits = 1 };
            yield return Of($"{what}: allocated", results, run => timing(run).Allocated / 1024.0 / Images, "KB/image") with { Digits = 1 };
        }

        var target = Target.AtLeast(0.85);
        yield return Ratio("rate, as a part of the least client's", results, run => run.Least.Elapsed / run.Piped.Elapsed, target);
        yield return Ratio(
            "processor time of the least client, as a part of ours", results, run => run.Least.Processor / run.Piped.Processor, target);
        yield return Ratio("rate, as a part of that of ready-made bodies", results, run => run.Ready.Elapsed / run.Piped.Elapsed);
    }

    private Finding Of(string what, IReadOnlyList<Run> results, Func<Run, double> value, string unit) =>
        new(Name, what, new Samples(results.Select(value)), unit) { Digits = 0 };

    private Finding Ratio(string what, IReadOnlyList<Run> results, Func<Run, double> value, Target? target = null) =>
        new(Name, what, new Samples(results.Select(value)), Target: target);

    // A fast run without output would be meaningless.
    private static void ExpectEveryConcept(ModuleHost module, string script)
    {
        int concepts = module.Run(script).Count;
        if (concepts != Images * Answers.ConceptsPerImage)
        {
            throw new InvalidOperationException($"{Images} images gave {concepts} concepts.");
        }
    }

    private sealed record Run(Timing Ready, Timing Least, Timing Piped, Timing Assigned);
}
