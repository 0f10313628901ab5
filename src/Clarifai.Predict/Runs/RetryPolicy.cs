namespace Clarifai;

/// <summary>How often and after what wait a request is sent again.</summary>
internal sealed record RetryPolicy
{
    /// <summary>A model that is being brought up is asked no more often than this.</summary>
    public static readonly TimeSpan ShortestModelWait = TimeSpan.FromSeconds(1);

    // From here on the cap counts; a power of hundreds is no number.
    private const int MostDoublings = 30;

    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestModelWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>How often a request is sent again after a transient fault.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>
    /// The base of the back-off: the first wait is up to this, each further one up to twice the one before, 30 seconds at most.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Decides what to do after a failed attempt.</summary>
    /// <param name="error">What the attempt ended with.</param>
    /// <param name="done">How often the request has been sent again, and why.</param>
    /// <param name="random">From 0 to below 1.</param>
    /// <param name="now">The time, of the clock that is waited by.</param>
    /// <returns>How long to wait before the next attempt; null to give up.</returns>
    public TimeSpan? NextDelay(ClarifaiException error, RetryCount done, double random, TimeSpan now)
    {
        if (AsksTooMuch(error))
        {
            return null;
        }

        bool isModel = error.Action is StatusAction.WaitForModel;
        int waits = Math.Min(isModel ? done.ModelWaits : done.Retries, MostDoublings);
        double ceiling = Math.Min(Cap.TotalSeconds, Interval.TotalSeconds * Math.Pow(2, waits));
        TimeSpan delay = (error as ClarifaiServiceException)?.RetryAfter ?? TimeSpan.FromSeconds(ceiling * random);
        delay = isModel && delay < ShortestModelWait ? ShortestModelWait : delay;
        return MayRetry(error.Action, done, now + delay) ? delay : null;
    }

    /// <summary>The error to report after the last attempt.</summary>
    public static ClarifaiException Final(ClarifaiException error) => error is ClarifaiServiceException service && AsksTooMuch(error)
        ? new ClarifaiServiceException(
            error.ErrorId,
            error.Action,
            service.Status,
            $"{error.Problem} It asks to be left alone for {service.RetryAfter!.Value.TotalSeconds:N0} s (Retry-After); "
            + $"no more than {LongestRetryAfter.TotalSeconds:N0} are waited for.",
            service.RetryAfter,
            error.Cause)
        : error;

    private static bool AsksTooMuch(ClarifaiException error) =>
        error.Action is StatusAction.Retry or StatusAction.RetryOnce or StatusAction.WaitForModel
        && error is ClarifaiServiceException { RetryAfter: { } asked } && asked > LongestRetryAfter;

    private bool MayRetry(StatusAction action, RetryCount done, TimeSpan next) => action switch
    {
        StatusAction.Retry => done.Retries < MaximumRetryCount,
        StatusAction.RetryOnce => done.Retries < MaximumRetryCount && done.SecondTries == 0,
        StatusAction.WaitForModel => next - (done.ModelSince ?? next) <= LongestModelWait,
        _ => false,
    };
}
