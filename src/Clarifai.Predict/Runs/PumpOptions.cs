namespace Clarifai;

/// <summary>The options of a <see cref="PredictPump"/>.</summary>
internal sealed record PumpOptions
{
    /// <summary>The model, or the workflow.</summary>
    public required PredictTarget Target { get; init; }

    /// <summary>The prediction options.</summary>
    public PredictOptions Predict { get; init; } = new();

    /// <summary>The most images or texts per request; limited to what the service accepts.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The most concurrent requests.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>The timeout of one attempt with images.</summary>
    public TimeSpan Timeout { get; init; } = ClarifaiClient.DefaultTimeout;

    /// <summary>The timeout of one attempt with a video.</summary>
    public TimeSpan VideoTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How often and after which delay a request is retried.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Keeps each output's JSON.</summary>
    public bool KeepRaw { get; init; }

    /// <summary>Pixels of the longer side of an image as it is sent; null to send images as they are.</summary>
    public int? MaximumDimension { get; init; }

    /// <summary>Shrinks images before they are sent; null if they are already as small as specified.</summary>
    public PictureShrinker? Shrinker { get; init; }

    /// <summary>The checkpoint to save answers to and take them from; null for none. It outlives the run.</summary>
    public Checkpoint? Checkpoint { get; init; }
}
