namespace Clarifai;

/// <summary>Repeats an operation until it succeeds or the policy gives up.</summary>
internal sealed class RetryLoop(RetryPolicy policy, Clock clock)
{
    /// <param name="attempt">One attempt.</param>
    /// <param name="failed">Called after each failed attempt with the delay before the next; null if there is none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="done">Earlier retries; null for none.</param>
    public async Task<T> RunAsync<T>(
        Func<Task<T>> attempt, Action<ClarifaiException, TimeSpan?> failed, CancellationToken cancellation, RetryCount? done = null)
    {
        done ??= new RetryCount();
        while (true)
        {
            TimeSpan? delay;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (ClarifaiException e)
            {
                TimeSpan now = clock.Elapsed;
                delay = policy.NextDelay(e, done, clock.NextRandom(), now);
                ClarifaiException error = delay is null ? RetryPolicy.Final(e) : e;
                failed(error, delay);
                if (delay is null)
                {
                    throw error;
                }

                done.Add(e.Action, now);
            }

            await clock.DelayAsync(delay.Value, cancellation).ConfigureAwait(false);
        }
    }
}
