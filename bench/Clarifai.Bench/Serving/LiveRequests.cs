namespace Clarifai.Bench.Serving;

/// <summary>Counts the requests in flight; waiters are woken by the change, not by a clock.</summary>
internal sealed class LiveRequests
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public void Begin() => Change(1);

    public void End() => Change(-1);

    /// <summary>Returns once at least this many requests are in flight; with 0, once none is.</summary>
    public void WaitFor(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (IsReached(count))
            {
                return;
            }

            _waiting.Add((count, reached));
        }

        reached.Task.Wait();
    }

    private bool IsReached(int count) => count == 0 ? _count == 0 : _count >= count;

    private void Change(int by)
    {
        lock (_lock)
        {
            _count += by;
            foreach ((_, TaskCompletionSource reached) in _waiting.Where(waiting => IsReached(waiting.Count)))
            {
                reached.SetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }
    }
}
