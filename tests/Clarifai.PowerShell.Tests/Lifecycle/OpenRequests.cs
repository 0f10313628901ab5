namespace Clarifai.PowerShell.Tests.Lifecycle;

/// <summary>Holds requests until their client gives them up, and knows how many are open.</summary>
internal sealed class OpenRequests
{
    private readonly Lock _lock = new();
    private readonly List<(TaskCompletionSource Waiter, int Open)> _waiters = [];
    private int _open;

    public async Task HoldAsync(CancellationToken givenUp)
    {
        Change(+1);
        try
        {
            await Task.Delay(Timeout.Infinite, givenUp);
        }
        finally
        {
            Change(-1);
        }
    }

    /// <summary>A task that ends when so many requests are open.</summary>
    public Task WhenAsync(int open)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_open == open)
            {
                return Task.CompletedTask;
            }

            _waiters.Add((waiter, open));
        }

        return waiter.Task;
    }

    private void Change(int by)
    {
        lock (_lock)
        {
            _open += by;
            foreach ((TaskCompletionSource waiter, _) in _waiters.Where(wait => wait.Open == _open))
            {
                waiter.SetResult();
            }

            _waiters.RemoveAll(wait => wait.Open == _open);
        }
    }
}
