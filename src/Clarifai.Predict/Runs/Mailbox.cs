namespace Clarifai;

/// <summary>
/// What other threads have to say, to be heard on one. Never full, so that nobody waits for that thread; and that thread does not spin
/// while it waits, which would cost more than what it waits for.
/// </summary>
internal sealed class Mailbox
{
    private readonly Queue<Action> _mail = new();

    public void Post(Action action)
    {
        lock (_mail)
        {
            _mail.Enqueue(action);
            Monitor.Pulse(_mail);
        }
    }

    /// <returns>Null where there is none.</returns>
    public Action? TryTake()
    {
        lock (_mail)
        {
            return _mail.Count > 0 ? _mail.Dequeue() : null;
        }
    }

    /// <summary>Waits for the next.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before there was one.</exception>
    public Action Take(CancellationToken cancellation)
    {
        using CancellationTokenRegistration end = cancellation.Register(() =>
        {
            lock (_mail)
            {
                Monitor.Pulse(_mail);
            }
        });
        lock (_mail)
        {
            while (_mail.Count == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_mail);
            }

            return _mail.Dequeue();
        }
    }
}
