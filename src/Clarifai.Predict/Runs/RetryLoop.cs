namespace Clarifai;

/// <summary>Does something until it succeeds, or until the policy says that another attempt is not worth it.</summary>
internal sealed class RetryLoop(RetryPolicy policy, Clock clock)
{
    /// <param name="attempt">One attempt.</param>
    /// <param name="failed">Told of each attempt that failed, and how long is waited before the next; null where there is none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, Action<ClarifaiException, TimeSpan?> failed, CancellationToken cancellation)
    {
        var done = new RetryCount();
        while (true)
        {
            TimeSpan? delay;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (ClarifaiException e)
            {
                delay = policy.NextDelay(e, done, clock.NextRandom());
                failed(e, delay);
                if (delay is null)
                {
                    throw;
                }

                done.Add(e.Action, delay.Value);
            }

            await clock.DelayAsync(delay.Value, cancellation).ConfigureAwait(false);
        }
    }
}
