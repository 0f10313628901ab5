namespace Clarifai;

/// <summary>How often one request has been sent again, and why: waiting for a model uses up no retries.</summary>
internal sealed class RetryCount
{
    /// <summary>After passing faults.</summary>
    public int Retries { get; private set; }

    /// <summary>Those of them after faults that are worth one more try only.</summary>
    public int SecondTries { get; private set; }

    /// <summary>While the model was brought up.</summary>
    public int ModelWaits { get; private set; }

    /// <summary>How long the model was waited for.</summary>
    public TimeSpan ModelWaited { get; private set; }

    public void Add(StatusAction reason, TimeSpan delay)
    {
        if (reason is StatusAction.WaitForModel)
        {
            ModelWaits++;
            ModelWaited += delay;
            return;
        }

        Retries++;
        SecondTries += reason is StatusAction.RetryOnce ? 1 : 0;
    }
}
