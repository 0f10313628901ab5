namespace Clarifai;

/// <summary>Spaces the requests of a connection evenly, however many runs share it.</summary>
internal sealed class RequestPacer
{
    private readonly TimeSpan _interval;
    private readonly Clock _clock;
    private readonly object _lock = new();
    private TimeSpan _nextSlot;

    /// <param name="requestsPerSecond">At most this many; null for no limit.</param>
    /// <param name="clock">The clock to wait by.</param>
    public RequestPacer(double? requestsPerSecond, Clock clock)
    {
        _interval = requestsPerSecond is { } rate ? TimeSpan.FromSeconds(1 / rate) : TimeSpan.Zero;
        _clock = clock;
    }

    /// <summary>Waits for the next free slot. A wait that is cancelled has used up its slot.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        if (_interval == TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        TimeSpan delay;
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            TimeSpan slot = _nextSlot > now ? _nextSlot : now;
            _nextSlot = slot + _interval;
            delay = slot - now;
        }

        return delay > TimeSpan.Zero ? _clock.DelayAsync(delay, cancellation) : Task.CompletedTask;
    }
}
