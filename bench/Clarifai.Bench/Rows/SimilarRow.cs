using System.Diagnostics;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Each of 100,000 photos compared with all others by embeddings of 1280 numbers: the peak of a fresh process over what it has when it is
/// connected and idle, and the time.
/// </summary>
internal sealed class SimilarRow : IRow
{
    private const int ImageBytes = 1000;
    private const int FileCount = 100;
    private const int Images = 100_000;
    private const int Dimensions = 1280;
    private const double MostMegabytes = 600;

    public string Name => "similar";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes, Dimensions: Dimensions));
        var growth = new List<double>();
        var seconds = new List<double>();
        for (int run = 0; run < runs; run++)
        {
            var clock = Stopwatch.StartNew();
            (double idle, double peak) = await MemoryRow.RunAsync(
                server.Address, files.Folder, Images / FileCount, "Find-ClarifaiSimilar -MinSimilarity 0.93");
            seconds.Add(clock.Elapsed.TotalSeconds);
            growth.Add(peak - idle);
        }

        yield return new Finding(
            Name, "peak over idle, near-duplicates among 100,000 photos", new Samples(growth), "MB", Target.AtMost(MostMegabytes))
        {
            Digits = 0,
        };
        yield return new Finding(Name, "the same, time", new Samples(seconds), "s") { Digits = 0 };
    }
}
