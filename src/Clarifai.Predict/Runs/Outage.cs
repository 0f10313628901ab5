namespace Clarifai;

/// <summary>
/// Counts the requests in a row that did not reach the service, and how long nothing else has happened. For one thread: the pump's.
/// </summary>
internal sealed class Outage
{
    private const int MostRequests = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private TimeSpan? _since;

    /// <summary>Requests that ended unreachable after their retries.</summary>
    public int RequestCount { get; private set; }

    /// <summary>How long nothing has succeeded.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>True while nothing else has happened since a request ended unreachable.</summary>
    public bool IsGoingOn => RequestCount > 0;

    /// <summary>True where the service is gone.</summary>
    public bool IsOver => RequestCount >= MostRequests && Duration >= Longest;

    /// <param name="trace">How an attempt ended.</param>
    /// <param name="now">When it did.</param>
    public void Note(RequestTrace trace, TimeSpan now)
    {
        switch (trace.Error?.ErrorId)
        {
            case ErrorId.ConnectionFailed:
                _since ??= now - trace.Duration;
                Duration = now - _since.Value;
                RequestCount += trace.RetryDelay is null ? 1 : 0;
                break;

            // A time-out alone shows neither that the service is there nor that it is gone.
            case not ErrorId.RequestTimeout:
                _since = null;
                RequestCount = 0;
                break;
        }
    }
}
