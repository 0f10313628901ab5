namespace Clarifai;

/// <summary>
/// The requests of a run that wait for a model to be deployed: meanwhile one of them at a time is sent, at most one per second.
/// Thread-safe.
/// </summary>
internal sealed class ModelQueue(Clock clock)
{
    private readonly object _gate = new();
    private TaskCompletionSource<bool>? _ready;
    private TimeSpan _nextTurn;

    /// <summary>Waits until it is the caller's turn to send; returns immediately unless the model is known not to be ready.</summary>
    public async Task EnterAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan wait;
            Task ready;
            lock (_gate)
            {
                TimeSpan now = clock.Elapsed;
                if (_ready is null || now >= _nextTurn)
                {
                    _nextTurn = now + RetryPolicy.ShortestModelWait;
                    return;
                }

                wait = _nextTurn - now;
                ready = _ready.Task;
            }

            await Task.WhenAny(clock.DelayAsync(wait, cancellation), ready).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The model has answered: all requests may be sent.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ready?.TrySetResult(true);
            _ready = null;
        }
    }

    /// <summary>The model is still being deployed.</summary>
    /// <param name="delay">How long no request is sent.</param>
    public void Wait(TimeSpan delay)
    {
        lock (_gate)
        {
            _ready ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            TimeSpan next = clock.Elapsed + delay;
            _nextTurn = next > _nextTurn ? next : _nextTurn;
        }
    }
}
