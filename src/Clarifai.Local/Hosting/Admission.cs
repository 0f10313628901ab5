using System.Net;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Limits the requests with a body that are processed at once, and the memory of their bodies. Others wait for a slot in order of arrival;
/// those that get none in time are rejected with a request to retry.
/// </summary>
/// <param name="maximumRequests">The most requests at once.</param>
/// <param name="maximumBytes">The most bytes of bodies at once; at least one body of any size is accepted.</param>
/// <param name="largestBody">The most bytes of a body without a declared length.</param>
/// <param name="patience">How long a request waits for a slot.</param>
internal sealed class Admission(int maximumRequests, long maximumBytes, long largestBody, TimeSpan patience)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private int _requests;
    private long _bytes;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
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
                "The engine is processing its maximum number of requests: try again later.");
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

    // False if it was admitted in the meantime.
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
