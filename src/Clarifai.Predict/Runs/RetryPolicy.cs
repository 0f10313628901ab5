namespace Clarifai;

/// <summary>How often and after which delay a request is retried.</summary>
internal sealed record RetryPolicy
{
    /// <summary>The shortest delay between requests to a model that is being deployed.</summary>
    public static readonly TimeSpan ShortestModelWait = TimeSpan.FromSeconds(1);

    // From here on the cap applies; larger exponents would overflow.
    private const int MostDoublings = 30;

    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestModelWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>How often a request is retried after a transient fault.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>
    /// The base of the backoff: the first delay is up to this, each further one up to twice the previous one, at most 30 seconds.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Repeats an operation until it succeeds or is given up.</summary>
    /// <param name="attempt">One attempt.</param>
    /// <param name="clock">The clock for waits.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="failed">Called after each failed attempt with the delay before the next; null if there is none.</param>
    /// <param name="done">Earlier retries; null for none.</param>
    public async Task<T> RunAsync<T>(
        Func<Task<T>> attempt,
        Clock clock,
        CancellationToken cancellation,
        Action<ClarifaiException, TimeSpan?>? failed = null,
        RetryCount? done = null)
    {
        done ??= new RetryCount();
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (ClarifaiException e)
            {
                TimeSpan now = clock.Elapsed;
                TimeSpan? delay = NextDelay(e, done, clock.NextRandom(), now);
                ClarifaiException error = delay is null ? Final(e) : e;
                failed?.Invoke(error, delay);
                TimeSpan wait = delay ?? throw error;
                done.Add(e.Action, now);
                await clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Decides what to do after a failed attempt.</summary>
    /// <param name="error">The error of the attempt.</param>
    /// <param name="done">The retries so far, and why.</param>
    /// <param name="random">From 0 to below 1.</param>
    /// <param name="now">The time of the clock used for waits.</param>
    /// <returns>How long to wait before the next attempt; null to give up.</returns>
    public TimeSpan? NextDelay(ClarifaiException error, RetryCount done, double random, TimeSpan now)
    {
        bool isModel = error.Action is StatusAction.WaitForModel;
        int waits = Math.Min(isModel ? done.ModelWaits : done.Retries, MostDoublings);
        double ceiling = Math.Min(Cap.TotalSeconds, Interval.TotalSeconds * Math.Pow(2, waits));
        TimeSpan delay = (error as ClarifaiServiceException)?.RetryAfter ?? TimeSpan.FromSeconds(ceiling * random);
        delay = isModel && delay < ShortestModelWait ? ShortestModelWait : delay;
        bool mayRetry = error.Action switch
        {
            _ when AsksTooMuch(error) => false,
            StatusAction.Retry => done.Retries < MaximumRetryCount,
            StatusAction.RetryOnce => done.Retries < MaximumRetryCount && done.SecondTries == 0,
            StatusAction.WaitForModel => done.ModelSince is not { } since || now + delay - since <= LongestModelWait,
            _ => false,
        };
        return mayRetry ? delay : null;
    }

    // The error to report after the last attempt.
    private static ClarifaiException Final(ClarifaiException error) => error is ClarifaiServiceException service && AsksTooMuch(error)
        ? service.Reworded(
            $"{error.Problem} It requested a delay of {service.RetryAfter!.Value.TotalSeconds:N0} s (Retry-After); "
            + $"the longest accepted is {LongestRetryAfter.TotalSeconds:N0} s.")
        : error;

    private static bool AsksTooMuch(ClarifaiException error) =>
        error.Action is StatusAction.Retry or StatusAction.RetryOnce or StatusAction.WaitForModel
        && error is ClarifaiServiceException { RetryAfter: { } asked } && asked > LongestRetryAfter;
}
