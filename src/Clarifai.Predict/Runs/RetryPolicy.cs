namespace Clarifai;

/// <summary>How often and after what wait a request is sent again.</summary>
internal sealed record RetryPolicy
{
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestModelWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>How often a request is sent again after a passing fault.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>
    /// The base of the back-off: the first wait is up to this, each further one up to twice the one before, 30 seconds at most.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Decides what to do after a failed attempt.</summary>
    /// <param name="error">What the attempt ended with.</param>
    /// <param name="done">How often the request has been sent again, and why.</param>
    /// <param name="random">From 0 to below 1.</param>
    /// <returns>How long to wait before the next attempt; null to give up.</returns>
    public TimeSpan? NextDelay(ClarifaiException error, RetryCount done, double random)
    {
        if (error is ClarifaiServiceException { RetryAfter: { } asked })
        {
            if (asked > LongestRetryAfter)
            {
                return null;
            }

            return MayRetry(error.Action, done, asked) ? asked : null;
        }

        int waits = error.Action is StatusAction.WaitForModel ? done.ModelWaits : done.Retries;
        double ceiling = Math.Min(Cap.TotalSeconds, Interval.TotalSeconds * Math.Pow(2, waits));
        var delay = TimeSpan.FromSeconds(ceiling * random);
        return MayRetry(error.Action, done, delay) ? delay : null;
    }

    private bool MayRetry(StatusAction action, RetryCount done, TimeSpan delay) => action switch
    {
        StatusAction.Retry => done.Retries < MaximumRetryCount,
        StatusAction.RetryOnce => done.Retries < MaximumRetryCount && done.SecondTries == 0,
        StatusAction.WaitForModel => done.ModelWaited + delay <= LongestModelWait,
        _ => false,
    };
}
