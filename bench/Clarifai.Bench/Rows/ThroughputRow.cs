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

    public string Name => "throughput";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes));
        using var reference = new Reference(server.Address, files.Paths, Images, BatchSize, Concurrency);
        using var module = new ModuleHost(server.Address);
        module.ListFiles(files.Folder, Images / FileCount);
        ExpectEveryConcept(module);

        IReadOnlyList<(Timing Reference, Timing Ours)> pairs = await Protocol.PairsAsync(
            runs,
            reference.RunAsync,
            () => Task.Run(() => module.Run(
                "param($size, $limit) $null = $files | Invoke-ClarifaiPredict -Connection $connection -BatchSize $size -ThrottleLimit $limit",
                BatchSize,
                Concurrency)));
        yield return Rate("bare HttpClient", pairs.Select(pair => pair.Reference));
        yield return Rate("Invoke-ClarifaiPredict", pairs.Select(pair => pair.Ours));
        yield return ProcessorTime("bare HttpClient", pairs.Select(pair => pair.Reference));
        yield return ProcessorTime("Invoke-ClarifaiPredict", pairs.Select(pair => pair.Ours));
        yield return new Finding(
            Name,
            "rate, as a part of the bare HttpClient's",
            new Samples(pairs.Select(pair => pair.Reference.Elapsed / pair.Ours.Elapsed)),
            Target: Target.AtLeast(0.7));
    }

    private Finding Rate(string what, IEnumerable<Timing> timings) =>
        new(Name, what, new Samples(timings.Select(timing => Images / timing.Elapsed)), "images/s") { Digits = 0 };

    private Finding ProcessorTime(string what, IEnumerable<Timing> timings) =>
        new(Name, $"{what}: processor time an image", new Samples(timings.Select(timing => timing.Processor / Images * 1e6)), "us") { Digits = 0 };

    // Fast, and nothing came out: that would be no achievement.
    private static void ExpectEveryConcept(ModuleHost module)
    {
        int concepts = module.Run("$files | Invoke-ClarifaiPredict -Connection $connection").Count;
        if (concepts != Images * Answers.ConceptsPerImage)
        {
            throw new InvalidOperationException($"{Images} images gave {concepts} concepts.");
        }
    }
}
