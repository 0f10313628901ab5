using System.Globalization;
using System.Text.Json;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.References;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>A peer on the same server and files: the JavaScript client that the service published.</summary>
internal sealed class JsRow : IRow
{
    private const int ImageBytes = 100_000;
    private const int FileCount = 200;
    private const int Images = 4_000;
    private const int BatchSize = 32;
    private const int Concurrency = 4;

    public string Name => "js";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        if (Machine.FindProgram("node") is not { } node)
        {
            Console.Out.WriteLine("js         node is not on PATH: left out");
            yield break;
        }

        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes));
        using var reference = new ReadyBodies(server.Address, files.Paths, Images, BatchSize, Concurrency);
        string script = Path.Combine(AppContext.BaseDirectory, "peer.mjs");

        IReadOnlyList<(double Bare, double Peer, double Megabytes)> results = await Protocol.RepeatAsync(runs, async () =>
        {
            double bare = Images / (await Protocol.TimeAsync(reference.RunAsync)).Elapsed;
            string json = await ChildProcess.RunAsync(node, [script, server.Address.ToString(), files.Folder, .. Counts()]);
            using var result = JsonDocument.Parse(json);
            double peer = Images / result.RootElement.GetProperty("seconds").GetDouble();
            return (bare, peer, result.RootElement.GetProperty("peakBytes").GetDouble() / 1e6);
        });
        var ratios = new Samples(results.Select(result => result.Peer / result.Bare));
        var rates = new Samples(results.Select(result => result.Peer));
        yield return new Finding(Name, "clarifai 2.9.1 on node", rates, "images/s") { Digits = 0 };
        yield return new Finding(Name, "rate, as a part of the bare HttpClient's", ratios);
        yield return new Finding(Name, "peak working set", new Samples(results.Select(result => result.Megabytes)), "MB") { Digits = 0 };
    }

    private static IEnumerable<string> Counts() =>
        new[] { Images, BatchSize, Concurrency }.Select(count => count.ToString(CultureInfo.InvariantCulture));
}
