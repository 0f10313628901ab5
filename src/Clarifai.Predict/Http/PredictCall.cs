namespace Clarifai;

/// <summary>What all requests of a run have in common.</summary>
internal sealed record PredictCall(PredictTarget Target, PredictOptions Options)
{
    /// <summary>How long one attempt may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Keeps each output's JSON.</summary>
    public bool KeepRaw { get; init; }
}
