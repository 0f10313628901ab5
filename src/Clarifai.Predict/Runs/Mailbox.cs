namespace Clarifai;

/// <summary>
/// Messages from many threads to one. Never full, so that no sender waits; the receiver does not spin while it waits, which would cost more
/// than the work it waits for.
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

    /// <returns>Null if there is none.</returns>
    public Action? TryTake()
    {
        lock (_mail)
        {
            return _mail.Count > 0 ? _mail.Dequeue() : null;
        }
    }

    /// <summary>Waits for the next.</summary>
    /// <exception cref="OperationCanceledException">It was canceled before there was one.</exception>
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
