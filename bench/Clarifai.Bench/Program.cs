using System.Globalization;
using BenchmarkDotNet.Running;
using Clarifai.Bench.Engine;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Micro;
using Clarifai.Bench.Rows;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench;

/// <summary>Measures the client against its targets. The bench is its own server and its own fresh process, under other verbs.</summary>
internal static class Program
{
    private const string Usage =
        """
        dotnet run -c Release --project bench/Clarifai.Bench -- <row>... [--runs <count>]

        throughput   files of 100 KB, against the least client of files, and for information against ready-made bodies
        latency      a server that takes 200 ms a request, against the ideal
        memory       the peak while 10,000 files of 1 MB go through, over the idle process
        import       Import-Module in fresh processes of pwsh, where it is on PATH
        stop         Ctrl+C and Select-Object -First 1: the prompt, and the requests
        js           the service's JavaScript client on the same server and files (needs node and npm)
        engine       the local engine, against the bare networks of the same model; a second core; its first answer
        engine-memory  the local engine's memory over 10,000 pictures
        native       the engine that "dotnet publish src/Clarifai.Local" makes: its start, its first answer, its memory; from pwsh too
        sampling     frames far apart of ten minutes of video: sought, decoded as a whole, as chosen (needs ffmpeg)
        shards       1,000,000 files over four processes, and the merge of their four checkpoints (needs 2 GB in the temporary folder)
        keywords     keywords into photos, in files a second (needs ExifTool)
        text         the local engine on pages of text, against the bare networks
        similar      near-duplicates among 100,000 photos: memory
        training     a model of 20 own concepts on 10,000 examples: time and memory
        shrink       photos of 12 megapixels with -MaximumDimension 1024: size, pace, memory, and 500 of them over 20 Mbit/s
        all          all of these
        answers      the local engine's answers for the sample photos, as tables for docs/local-models.md
        shrunk <folder> <pixels>   how often the first concept is the same with -MaximumDimension
        micro        BenchmarkDotNet: writing bodies, reading answers

        --runs       measured runs of each row, after 2 that are not; 11 by default, fewer are for trying things out
        """;

    private static readonly IRow[] Rows =
    [
        new ThroughputRow(),
        new LatencyRow(),
        new MemoryRow(),
        new ImportRow(),
        new StopRow(),
        new JsRow(),
        new EngineRow(),
        new EngineMemoryRow(),
        new NativeRow(),
        new SamplingRow(),
        new TextRow(),
        new ShrinkRow(),
        new KeywordRow(),
        new ShardsRow(),
        new TrainingRow(),
        new SimilarRow(),
    ];

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [AnswerServer.Verb, .. string[] rest]:
                AnswerServer.Run(rest);
                return 0;
            case [MemoryRow.ChildVerb, string address, string folder, string times, string command]:
                MemoryRow.RunChild(new Uri(address), folder, int.Parse(times, CultureInfo.InvariantCulture), command);
                return 0;
            case [ShrunkAnswers.Verb, string photos, string pixels]:
                await ShrunkAnswers.WriteAsync(photos, int.Parse(pixels, CultureInfo.InvariantCulture), Console.Out);
                return 0;
            case [ShardsRow.ShardVerb, string service, string folder, string shard, string checkpoint]:
                ShardsRow.RunShard(new Uri(service), folder, shard, checkpoint);
                return 0;
            case [ShardsRow.MergeVerb, string checkpoints]:
                ShardsRow.RunMerge(checkpoints);
                return 0;
            case [TrainingRow.ChildVerb, string isExclusive]:
                TrainingRow.RunChild(bool.Parse(isExclusive));
                return 0;
            case [SampleAnswers.Verb]:
                await SampleAnswers.WriteAsync(Console.Out);
                return 0;
            case ["micro"]:
                BenchmarkRunner.Run([typeof(BodyBenchmarks), typeof(AnswerBenchmarks)]);
                return 0;
            default:
                return await RunAsync(arguments);
        }
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        int runs = 11;
        if (arguments is [.. string[] names, "--runs", string count] && int.TryParse(count, out runs) && runs > 0)
        {
            arguments = names;
        }

        IRow[] chosen = arguments is ["all"] ? Rows : [.. Rows.Where(row => arguments.Contains(row.Name))];
        if (chosen.Length == 0 || (arguments is not ["all"] && chosen.Length != arguments.Length))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        Console.Out.WriteLine(Machine.Describe());
        bool passed = true;
        foreach (IRow row in chosen)
        {
            await foreach (Finding finding in row.MeasureAsync(runs))
            {
                Console.Out.WriteLine(finding);
                passed &= finding.Passed;
            }
        }

        return passed ? 0 : 1;
    }
}
