using System.Collections.Concurrent;

namespace Clarifai.Tests;

/// <summary>A clock on which every wait is over at once and is written down; chance always has the same say.</summary>
internal sealed class InstantClock : Clock
{
    private readonly double _random;

    public InstantClock(double random = 0.5) => _random = random;

    public ConcurrentQueue<TimeSpan> Delays { get; } = [];

    /// <summary>The waits in seconds.</summary>
    public IEnumerable<double> Seconds => Delays.Select(delay => delay.TotalSeconds);

    public override TimeSpan Elapsed => TimeSpan.FromTicks(Delays.Sum(delay => delay.Ticks));

    public override double NextRandom() => _random;

    public override Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Delays.Enqueue(delay);
        return Task.CompletedTask;
    }
}
