using System.Diagnostics;

namespace Clarifai;

/// <summary>All waiting goes through here, so that tests can let hours pass in an instant.</summary>
internal abstract class Clock
{
    public static Clock System { get; } = new SystemClock();

    /// <summary>Time since some moment; never goes back.</summary>
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
