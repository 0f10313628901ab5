using System.Diagnostics;
using System.Globalization;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>
/// A million files over four processes at once, each with its own checkpoint, and the merge of the four checkpoints in a fifth process. It
/// takes many minutes, so there is one run.
/// </summary>
internal sealed class ShardsRow : IRow
{
    public const string ShardVerb = "shard-once";
    public const string MergeVerb = "merge-once";

    private const int Inputs = 1_000_000;
    private const int Shards = 4;
    private const int ImageBytes = 1000;
    private const int Concepts = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public string Name => "shards";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new LinkedFiles(Inputs, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes, Concepts: Concepts));
        string checkpoints = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            double[][] shards = await Task.WhenAll(Enumerable.Range(1, Shards).Select(number => NumbersAsync(
                ShardVerb, server.Address.ToString(), files.Folder, $"{number}/{Shards}", Path.Combine(checkpoints, $"{number}.jsonl"))));
            double seconds = clock.Elapsed.TotalSeconds;
            yield return Rows($"rows of {Shards} shards, in sum", shards.Sum(shard => shard[0]));
            yield return Whole("files a second, all shards", Inputs / seconds, "a second");
            var peaks = new Samples(shards.Select(shard => shard[1]));
            var growth = new Samples(shards.Select(shard => shard[2]));
            yield return new Finding(Name, "peak of a shard over idle", peaks, "MB") { Digits = 0 };
            yield return new Finding(Name, "working set of a shard, the last tenth less the second", growth, "MB", Target.AtMost(32))
            {
                Digits = 0,
            };

            double[] merge = await NumbersAsync(MergeVerb, checkpoints);
            yield return Rows("rows of the merge", merge[0]);
            yield return new Finding(Name, "the merge of four checkpoints", new Samples([merge[1]]), "s", Target.AtMost(60)) { Digits = 1 };
            yield return new Finding(Name, "the same, processor time", new Samples([merge[3]]), "s") { Digits = 1 };
            yield return new Finding(Name, "peak of the merge over idle", new Samples([merge[2]]), "MB", Target.AtMost(200)) { Digits = 0 };
        }
        finally
        {
            Directory.Delete(checkpoints, recursive: true);
        }
    }

    /// <summary>Writes how many rows the shard has, its peak over idle, and how much it grew from its second tenth to its last.</summary>
    public static void RunShard(Uri server, string folder, string shard, string checkpoint)
    {
        using var module = new ModuleHost(server);
        double idle = WorkingSet();
        var sizes = new List<double>();
        using (new Timer(_ => sizes.Add(WorkingSet()), null, Interval, Interval))
        {
            Write(
                module.Run(
                    """
                    param($folder, $shard, $checkpoint)
                    $own = @{ Shard = $shard; ShardRoot = $folder; CheckpointPath = $checkpoint }
                    $rows = Get-ChildItem $folder -Recurse -File |
                        Invoke-ClarifaiPredict -Connection $connection @own -As Row |
                        Measure-Object
                    $rows.Count
                    """,
                    folder,
                    shard,
                    checkpoint)[0].BaseObject,
                Peak() - idle,
                Tenth(sizes, 9) - Tenth(sizes, 1));
        }
    }

    /// <summary>Writes how many rows there are, the seconds they took, the peak over idle, and the seconds of processor time.</summary>
    public static void RunMerge(string folder)
    {
        using var module = new ModuleHost(new Uri("http://127.0.0.1:1"));
        double idle = WorkingSet();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        object rows = module.Run(
            "param($folder) (Import-ClarifaiCheckpoint (Join-Path $folder *.jsonl) -As Row | Measure-Object).Count", folder)[0].BaseObject;
        Write(rows, clock.Elapsed.TotalSeconds, Peak() - idle, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static async Task<double[]> NumbersAsync(params string[] arguments)
    {
        string line = await ChildProcess.RunAsync(Environment.ProcessPath!, arguments);
        return [.. line.Split().Where(word => word.Length > 0).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    private static void Write(params object[] numbers) => Console.Out.WriteLine(
        string.Join(' ', numbers.Select(number => Convert.ToString(number, CultureInfo.InvariantCulture))));

    private static double WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1e6;
    }

    private static double Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }

    private static double Tenth(List<double> sizes, int tenth) =>
        new Samples([.. sizes.Skip(sizes.Count * tenth / 10).Take(Math.Max(1, sizes.Count / 10))]).Median;

    private Finding Whole(string what, double value, string unit = "") => new(Name, what, new Samples([value]), unit) { Digits = 0 };

    private Finding Rows(string what, double rows) => rows == Inputs
        ? Whole(what, rows)
        : throw new InvalidOperationException($"{what}: {rows} instead of {Inputs}.");
}
