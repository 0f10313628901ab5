using System.Diagnostics;

namespace Clarifai;

/// <summary>All waits go through here, so that tests can skip hours in an instant.</summary>
internal abstract class Clock
{
    public static Clock System { get; } = new SystemClock();

    /// <summary>Monotonic time since an arbitrary moment.</summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>A number from 0 to below 1, for jitter.</summary>
    public abstract double NextRandom();

    public abstract Task DelayAsync(TimeSpan delay, CancellationToken cancellation);

    private sealed class SystemClock : Clock
    {
        private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
        private readonly Random _random = new();

        public override TimeSpan Elapsed => _stopwatch.Elapsed;

        public override double NextRandom()
        {
            lock (_random)
            {
                return _random.NextDouble();
            }
        }

        public override Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, cancellation);
    }
}
