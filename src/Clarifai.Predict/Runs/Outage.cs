namespace Clarifai;

/// <summary>
/// Counts consecutive requests that did not reach the service, and how long this has lasted. Used only by the pump's thread.
/// </summary>
internal sealed class Outage
{
    private const int MostRequests = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private TimeSpan? _since;

    /// <summary>Requests that failed to reach the service after their retries.</summary>
    public int RequestCount { get; private set; }

    /// <summary>How long no request has succeeded.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>True if nothing has succeeded since a request failed to reach the service.</summary>
    public bool IsGoingOn => RequestCount > 0;

    /// <summary>True if the service is considered down.</summary>
    public bool IsOver => RequestCount >= MostRequests && Duration >= Longest;

    /// <param name="trace">The result of an attempt.</param>
    /// <param name="now">When it ended.</param>
    public void Note(RequestTrace trace, TimeSpan now)
    {
        switch (trace.Error?.ErrorId)
        {
            case ErrorId.ConnectionFailed:
                _since ??= now - trace.Duration;
                Duration = now - _since.Value;
                RequestCount += trace.RetryDelay is null ? 1 : 0;
                break;

            // A timeout alone shows neither that the service is up nor that it is down.
            case not ErrorId.RequestTimeout:
                _since = null;
                RequestCount = 0;
                break;
        }
    }
}
