namespace Clarifai;

/// <summary>Spaces the requests of a connection evenly, no matter how many runs share it.</summary>
/// <param name="requestsPerSecond">At most this many; null for no limit.</param>
/// <param name="clock">The clock for waits.</param>
internal sealed class RequestPacer(double? requestsPerSecond, Clock clock)
{
    private readonly object _lock = new();
    private TimeSpan _nextSlot;

    /// <summary>Waits for the next free slot. A wait that is canceled has used up its slot.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        if (requestsPerSecond is not { } rate)
        {
            return Task.CompletedTask;
        }

        TimeSpan delay;
        lock (_lock)
        {
            TimeSpan now = clock.Elapsed;
            TimeSpan slot = _nextSlot > now ? _nextSlot : now;
            _nextSlot = slot + TimeSpan.FromSeconds(1 / rate);
            delay = slot - now;
        }

        return delay > TimeSpan.Zero ? clock.DelayAsync(delay, cancellation) : Task.CompletedTask;
    }
}
