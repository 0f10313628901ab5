namespace Clarifai;

/// <summary>Everything a model returned for one input.</summary>
public sealed class PredictOutput : AnswerSet
{
    internal PredictOutput(AnswerOrigin origin, IReadOnlyList<Observation> observations, AnswerList<Region> regions)
        : base(origin, observations, regions)
    {
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The service's status for this input.</summary>
    public required ClarifaiStatus Status { get; init; }

    /// <summary>The name of the model that answered.</summary>
    public string? ModelName { get; internal init; }

    /// <summary>When the service created the answer.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>The sampled frames of a video.</summary>
    public IReadOnlyList<VideoFrame> Frames { get; internal init; } = AnswerList<VideoFrame>.None;

    /// <summary>Keys of the answer's data whose kind is not supported here.</summary>
    internal IReadOnlyList<string> UnreadKeys { get; init; } = [];

    /// <summary>The output's JSON without echoes and secrets of what was sent; null unless requested.</summary>
    internal string? RawJson { get; init; }

    internal bool Succeeded => Status.IsSuccess;

    /// <inheritdoc/>
    public override string ToString() => $"{Origin.ShownSource}: {string.Join(", ", Observations.Take(3))}";
}
