using System.Diagnostics;
using System.Globalization;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>The memory that files take on their way: the peak of a fresh process over what it has when it is connected and idle.</summary>
internal sealed class MemoryRow : IRow
{
    public const string ChildVerb = "memory-once";

    private const int ImageBytes = 1_000_000;
    private const int FileCount = 100;
    private const int Images = 10_000;

    // A run takes half a minute, and the numbers hardly differ.
    private const int MaximumRuns = 5;

    public string Name => "memory";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        using var files = new SampleFiles(FileCount, ImageBytes);
        using var server = ServerProcess.Start(new ServerOptions(ImageBytes));
        var idle = new List<double>();
        var growth = new List<double>();
        for (int run = 0; run < Math.Min(runs, MaximumRuns); run++)
        {
            string line = await ChildProcess.RunAsync(Environment.ProcessPath!, ChildVerb, server.Address.ToString(), files.Folder);
            string[] words = line.Split();
            double before = double.Parse(words[0], CultureInfo.InvariantCulture);
            idle.Add(before);
            growth.Add(double.Parse(words[1], CultureInfo.InvariantCulture) - before);
        }

        yield return new Finding(Name, "idle process, module imported", new Samples(idle), "MB") { Digits = 0 };
        yield return new Finding(Name, "peak over idle, 10,000 files of 1 MB", new Samples(growth), "MB", Target.AtMost(64)) { Digits = 0 };
    }

    /// <summary>Writes the megabytes of the working set before, and at its peak.</summary>
    public static void RunChild(Uri server, string folder)
    {
        using var module = new ModuleHost(server);
        using var self = Process.GetCurrentProcess();
        double idle = self.WorkingSet64 / 1e6;
        module.Run(
            """
            param($folder, $times)
            1..$times | ForEach-Object { $folder.EnumerateFiles() } | Invoke-ClarifaiPredict -Connection $connection | Out-Null
            """,
            new DirectoryInfo(folder),
            Images / FileCount);
        self.Refresh();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{idle} {self.PeakWorkingSet64 / 1e6}"));
    }
}
