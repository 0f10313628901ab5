namespace Clarifai;

/// <summary>All waiting goes through here, so that tests can let hours pass in an instant.</summary>
internal abstract class Clock
{
    public static Clock System { get; } = new SystemClock();

    /// <summary>A number from 0 to below 1, for jitter.</summary>
    public abstract double NextRandom();

    public abstract Task DelayAsync(TimeSpan delay, CancellationToken cancellation);

    private sealed class SystemClock : Clock
    {
        private readonly Random _random = new();

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
