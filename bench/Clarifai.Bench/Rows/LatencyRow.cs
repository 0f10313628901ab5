using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>How well the time is used in which the server works: 2,000 images are 8 rounds of 8 requests of 200 ms.</summary>
internal sealed class LatencyRow : IRow
{
    private const int ImageBytes = 100_000;
    private const int FileCount = 200;
    private const int Images = 2_000;
    private const int BatchSize = 32;
    private const int ThrottleLimit = 8;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    public string Name => "latency";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes, Delay));
        using var module = new ModuleHost(server.Address);
        module.ListFiles(files.Folder, Images / FileCount);

        double ideal = Math.Ceiling((double)Images / BatchSize / ThrottleLimit) * Delay.TotalSeconds;
        IReadOnlyList<Timing> timings = await Protocol.RepeatAsync(runs, () => Protocol.TimeAsync(() => Task.Run(() => module.Run(
            "param($size, $limit) $null = $files | Invoke-ClarifaiPredict -Connection $connection -BatchSize $size -ThrottleLimit $limit",
            BatchSize,
            ThrottleLimit))));
        var ratios = new Samples(timings.Select(timing => timing.Elapsed / ideal));
        yield return new Finding(Name, "time, as a multiple of the ideal 8 x 0.2 s", ratios, Target: Target.AtMost(1.15));
    }
}
