namespace Clarifai;

/// <summary>
/// Limits the concurrent requests of a run: unlimited until the process runs out of handles. From then on the limit is the number of
/// requests that fit, and others wait until one has ended. Thread-safe.
/// </summary>
/// <param name="handles">Files and connections that the process may open; null if unknown.</param>
/// <param name="letGo">Called when there are too few: closes files that need not be open.</param>
/// <param name="most">The most requests, regardless of handles.</param>
internal sealed class RequestRoom(int? handles, Action letGo, int most = int.MaxValue)
{
    // A connection and a file, and the same again for everything else the process does.
    private const int HandlesPerRequest = 4;

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _most = Math.Max(1, Math.Min(most, (handles ?? int.MaxValue) / HandlesPerRequest));
    private int _running;

    /// <exception cref="OperationCanceledException">It was canceled while waiting.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> request, CancellationToken cancellation)
    {
        while (true)
        {
            await EnterAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await request().ConfigureAwait(false);
            }
            catch (ClarifaiException e) when (e.Cause is ErrorCause.NoHandleLeft)
            {
                letGo();
                if (!Narrow())
                {
                    throw;
                }
            }
            finally
            {
                Leave();
            }
        }
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            if (_running < _most)
            {
                _running++;
                return;
            }

            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        using CancellationTokenRegistration end = cancellation.Register(() => turn.TrySetCanceled());
        await turn.Task.ConfigureAwait(false);
    }

    // False if no other request is in flight that could be waited for.
    private bool Narrow()
    {
        lock (_gate)
        {
            _most = Math.Max(1, Math.Min(_most, _running - 1));
            return _running > 1;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
            while (_running < _most && _waiting.Count > 0)
            {
                _running += _waiting.Dequeue().TrySetResult(true) ? 1 : 0;
            }
        }
    }
}
