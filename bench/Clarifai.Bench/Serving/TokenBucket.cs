using System.Diagnostics;

namespace Clarifai.Bench.Serving;

/// <summary>A wire that all connections share: it passes so many bytes per second, and at once those of a tenth.</summary>
internal sealed class TokenBucket(int bytesPerSecond)
{
    private static readonly long MostSaved = Stopwatch.Frequency / 10;

    private readonly Lock _lock = new();
    private long _free = Stopwatch.GetTimestamp();

    /// <summary>Waits until this many bytes have passed.</summary>
    public void Take(int bytes)
    {
        long now = Stopwatch.GetTimestamp();
        long passed;
        lock (_lock)
        {
            passed = _free = Math.Max(_free, now - MostSaved) + (bytes * Stopwatch.Frequency / bytesPerSecond);
        }

        if (passed > now)
        {
            Thread.Sleep(Stopwatch.GetElapsedTime(now, passed));
        }
    }
}
