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
            (double before, double peak) = await RunAsync(server.Address, files.Folder, Images / FileCount, "Invoke-ClarifaiPredict");
            idle.Add(before);
            growth.Add(peak - before);
        }

        yield return new Finding(Name, "idle process, module imported", new Samples(idle), "MB") { Digits = 0 };
        yield return new Finding(Name, "peak over idle, 10,000 files of 1 MB", new Samples(growth), "MB", Target.AtMost(64)) { Digits = 0 };
    }

    /// <summary>Asks about the files of a folder in a fresh process.</summary>
    /// <param name="server">The server to ask.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="times">How many times all of its files are asked about.</param>
    /// <param name="command">The cmdlet and its parameters.</param>
    /// <returns>The megabytes of its working set before, and at its peak.</returns>
    public static async Task<(double Idle, double Peak)> RunAsync(Uri server, string folder, int times, string command)
    {
        string[] arguments = [ChildVerb, server.ToString(), folder, times.ToString(CultureInfo.InvariantCulture), command];
        string[] words = (await ChildProcess.RunAsync(Environment.ProcessPath!, arguments)).Split();
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public static void RunChild(Uri server, string folder, int times, string command)
    {
        using var module = new ModuleHost(server);
        using var self = Process.GetCurrentProcess();
        double idle = self.WorkingSet64 / 1e6;
        module.Run(
            $$"""
            param($folder, $times)
            1..$times | ForEach-Object { $folder.EnumerateFiles() } | {{command}} -Connection $connection | Out-Null
            """,
            new DirectoryInfo(folder),
            times);
        self.Refresh();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{idle} {self.PeakWorkingSet64 / 1e6}"));
    }
}
