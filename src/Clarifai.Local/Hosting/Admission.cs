using System.Net;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Hosting;

/// <summary>
/// Takes in no more requests with a body than can be worked on soon, nor bodies than memory is meant for. Others are told at once to come
/// back: a queue would only let them wait and fail later.
/// </summary>
/// <param name="maximumRequests">How many at once.</param>
/// <param name="maximumBytes">How many bytes of bodies at once; at least one body of any size is taken.</param>
/// <param name="largestBody">What a body may have that does not say its length.</param>
internal sealed class Admission(int maximumRequests, long maximumBytes, long largestBody)
{
    private readonly Lock _lock = new();
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
        if (!TryEnter(bytes))
        {
            throw new RequestRejectedException(
                HttpStatusCode.TooManyRequests, StatusCodes.Throttled, "The engine has as many requests under way as it takes: try again later.");
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

    private bool TryEnter(long bytes)
    {
        lock (_lock)
        {
            if (_requests == maximumRequests || (_requests > 0 && _bytes + bytes > maximumBytes))
            {
                return false;
            }

            _requests++;
            _bytes += bytes;
            return true;
        }
    }

    private void Leave(long bytes)
    {
        lock (_lock)
        {
            _requests--;
            _bytes -= bytes;
        }
    }
}
