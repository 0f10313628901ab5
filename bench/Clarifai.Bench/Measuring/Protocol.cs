using System.Diagnostics;

namespace Clarifai.Bench.Measuring;

/// <summary>How everything here is measured: two runs to warm up, then the runs that count.</summary>
internal static class Protocol
{
    public const int WarmUps = 2;

    /// <summary>
    /// Runs it again and again. What is compared belongs into one run, each in its turn, so that what else the machine does falls on all.
    /// </summary>
    /// <returns>What each run measured.</returns>
    public static async Task<IReadOnlyList<T>> RepeatAsync<T>(int runs, Func<Task<T>> measure)
    {
        var results = new List<T>();
        for (int run = -WarmUps; run < runs; run++)
        {
            T result = await measure();
            if (run >= 0)
            {
                results.Add(result);
            }
        }

        return results;
    }

    /// <summary>What one run takes. The garbage of the one before is not its to collect.</summary>
    public static async Task<Timing> TimeAsync(Func<Task> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await run();
        return new Timing(
            clock.Elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
