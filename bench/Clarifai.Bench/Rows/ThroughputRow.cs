using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>Files read, encoded, sent, parsed and emitted, against a bare HttpClient that posts ready-made bodies.</summary>
internal sealed class ThroughputRow : IRow
{
    private const int ImageBytes = 100_000;
    private const int FileCount = 200;
    private const int Images = 20_000;
    private const int BatchSize = 32;
    private const int Concurrency = 4;

    private static readonly string Command =
        $"$files | Invoke-ClarifaiPredict -Connection $connection -BatchSize {BatchSize} -ThrottleLimit {Concurrency}";

    // PowerShell keeps what it assigns, to $null as well, until the pipeline ends; Out-Null lets go of every object at once.
    private static readonly (string What, Func<Run, Timing> Timing)[] Contenders =
    [
        ("bare HttpClient", run => run.Bare),
        ("Invoke-ClarifaiPredict, $null =", run => run.Assigned),
        ("Invoke-ClarifaiPredict | Out-Null", run => run.Piped),
    ];

    public string Name => "throughput";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes));
        using var reference = new Reference(server.Address, files.Paths, Images, BatchSize, Concurrency);
        using var module = new ModuleHost(server.Address);
        module.ListFiles(files.Folder, Images / FileCount);
        ExpectEveryConcept(module);

        IReadOnlyList<Run> results = await Protocol.RepeatAsync(runs, async () =>
        {
            Timing bare = await Protocol.TimeAsync(reference.RunAsync);
            Timing assigned = await Protocol.TimeAsync(() => Task.Run(() => module.Run($"$null = {Command}")));
            Timing piped = await Protocol.TimeAsync(() => Task.Run(() => module.Run($"{Command} | Out-Null")));
            return new Run(bare, assigned, piped);
        });
        foreach ((string what, Func<Run, Timing> timing) in Contenders)
        {
            var rates = new Samples(results.Select(run => Images / timing(run).Elapsed));
            var microseconds = new Samples(results.Select(run => timing(run).Processor / Images * 1e6));
            yield return new Finding(Name, what, rates, "images/s") { Digits = 0 };
            yield return new Finding(Name, $"{what}: processor time", microseconds, "us/image") { Digits = 0 };
        }

        yield return new Finding(
            Name,
            "$null =, as a part of the bare HttpClient's rate",
            new Samples(results.Select(run => run.Bare.Elapsed / run.Assigned.Elapsed)),
            Target: Target.AtLeast(0.7));
        yield return new Finding(
            Name,
            "| Out-Null, as a part of the bare HttpClient's rate",
            new Samples(results.Select(run => run.Bare.Elapsed / run.Piped.Elapsed)));
    }

    // Fast, and nothing came out: that would be no achievement.
    private static void ExpectEveryConcept(ModuleHost module)
    {
        int concepts = module.Run("$files | Invoke-ClarifaiPredict -Connection $connection").Count;
        if (concepts != Images * Answers.ConceptsPerImage)
        {
            throw new InvalidOperationException($"{Images} images gave {concepts} concepts.");
        }
    }

    private sealed record Run(Timing Bare, Timing Assigned, Timing Piped);
}
