namespace Clarifai.Tests;

/// <summary>A clock that stands still until it is moved on.</summary>
internal sealed class SteppedClock : Clock
{
    private readonly object _gate = new();
    private readonly List<(TimeSpan Due, TaskCompletionSource Timer)> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private TimeSpan _now;

    public override TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    public override double NextRandom() => 0.5;

    public override Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        var timer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => timer.TrySetCanceled(cancellation));
        lock (_gate)
        {
            _timers.Add((_now + delay, timer));
            foreach ((int _, TaskCompletionSource reached) in _watchers.Where(watcher => watcher.Count == _timers.Count))
            {
                reached.TrySetResult();
            }
        }

        return timer.Task;
    }

    /// <summary>Ends when so many wait.</summary>
    public Task WaitersAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _watchers.Add((count, reached));
            if (_timers.Count == count)
            {
                reached.TrySetResult();
            }
        }

        return reached.Task;
    }

    public void MoveOn(TimeSpan time)
    {
        lock (_gate)
        {
            _now += time;
            foreach ((TimeSpan _, TaskCompletionSource timer) in _timers.Where(timer => timer.Due <= _now))
            {
                timer.TrySetResult();
            }

            _timers.RemoveAll(timer => timer.Due <= _now);
        }
    }
}
