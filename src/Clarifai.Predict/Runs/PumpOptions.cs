namespace Clarifai;

/// <summary>How a <see cref="PredictPump"/> asks.</summary>
internal sealed record PumpOptions
{
    /// <summary>The model, or the workflow.</summary>
    public required PredictTarget Target { get; init; }

    /// <summary>What to ask of it.</summary>
    public PredictOptions Predict { get; init; } = new();

    /// <summary>Pictures or texts in one request, at most; never more than the service takes.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Requests under way at the same time, at most.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>How long one attempt may take with pictures.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long one attempt may take with a video.</summary>
    public TimeSpan VideoTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How often and after what wait a request is sent again.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Keeps each output's JSON.</summary>
    public bool KeepRaw { get; init; }

    /// <summary>Where answers are kept and taken from; null for none. It outlives the run.</summary>
    public Checkpoint? Checkpoint { get; init; }
}
