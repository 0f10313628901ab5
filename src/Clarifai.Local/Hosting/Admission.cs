using System.Net;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Takes in no more requests with a body than can be worked on soon, nor bodies than memory is meant for. Others wait for a place, in the
/// order in which they came; those that get none in time are told to come back.
/// </summary>
/// <param name="maximumRequests">How many at once.</param>
/// <param name="maximumBytes">How many bytes of bodies at once; at least one body of any size is taken.</param>
/// <param name="largestBody">What a body may have that does not say its length.</param>
/// <param name="patience">How long a request waits for a place.</param>
internal sealed class Admission(int maximumRequests, long maximumBytes, long largestBody, TimeSpan patience)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private int _requests;
    private long _bytes;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await next(context);
            return;
        }

        long bytes = Math.Min(context.Request.ContentLength ?? largestBody, largestBody);
        if (!await EnterAsync(bytes, context.RequestAborted))
        {
            throw new RequestRejectedException(
                HttpStatusCode.TooManyRequests,
                StatusCodes.Throttled,
                "The engine has as many requests under way as it takes: try again later.");
        }

        try
        {
            await next(context);
        }
        finally
        {
            Leave(bytes);
        }
    }

    private async Task<bool> EnterAsync(long bytes, CancellationToken cancellation)
    {
        var waiter = new Waiter(bytes);
        lock (_lock)
        {
            _ = _waiting.AddLast(waiter);
            AdmitNext();
        }

        try
        {
            await waiter.Admitted.Task.WaitAsync(patience, cancellation);
            return true;
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            if (!GiveUp(waiter))
            {
                return true;
            }

            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    // False where it was let in meanwhile.
    private bool GiveUp(Waiter waiter)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(waiter))
            {
                return false;
            }

            // A smaller one behind it may fit.
            AdmitNext();
            return true;
        }
    }

    private void Leave(long bytes)
    {
        lock (_lock)
        {
            _requests--;
            _bytes -= bytes;
            AdmitNext();
        }
    }

    private void AdmitNext()
    {
        while (_waiting.First is { Value: var first }
            && _requests < maximumRequests
            && (_requests == 0 || _bytes + first.Bytes <= maximumBytes))
        {
            _waiting.RemoveFirst();
            _requests++;
            _bytes += first.Bytes;
            first.Admitted.SetResult();
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
