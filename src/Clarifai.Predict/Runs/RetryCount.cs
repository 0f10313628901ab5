namespace Clarifai;

/// <summary>How often one request has been sent again, and why: waiting for a model uses up no retries.</summary>
internal sealed class RetryCount
{
    /// <summary>After transient faults.</summary>
    public int Retries { get; private set; }

    /// <summary>Those of them after faults that are worth one more try only.</summary>
    public int SecondTries { get; private set; }

    /// <summary>While the model was brought up.</summary>
    public int ModelWaits { get; private set; }

    /// <summary>When the model was first found not to be ready, by the clock that is waited by.</summary>
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
