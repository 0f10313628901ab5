namespace Clarifai;

/// <summary>How often one request has been retried, and why: waiting for a model does not count as a retry.</summary>
internal sealed class RetryCount
{
    /// <summary>After transient faults.</summary>
    public int Retries { get; private set; }

    /// <summary>Retries after faults that are worth only one more try.</summary>
    public int SecondTries { get; private set; }

    /// <summary>Retries while the model was being deployed.</summary>
    public int ModelWaits { get; private set; }

    /// <summary>When the model was first found not to be ready, by the clock used for waits.</summary>
    public TimeSpan? ModelSince { get; private set; }

    public void Add(StatusAction reason, TimeSpan now)
    {
        if (reason is StatusAction.WaitForModel)
        {
            ModelWaits++;
            ModelSince ??= now;
            return;
        }

        Retries++;
        SecondTries += reason is StatusAction.RetryOnce ? 1 : 0;
    }
}
