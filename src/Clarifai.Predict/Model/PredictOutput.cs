namespace Clarifai;

/// <summary>Everything a model answered about one input.</summary>
public sealed class PredictOutput
{
    internal PredictOutput(AnswerOrigin origin) => Origin = origin;

    /// <summary>What the user gave: the full path of the file or the URL; a descriptor for bytes and streams.</summary>
    public string Source => Origin.Source;

    /// <summary>The model as it was asked for, e.g. general.</summary>
    public string Model => Origin.Model;

    /// <summary>The id of the model that answered; it can differ from the one asked for.</summary>
    public string? ModelId => Origin.ModelId;

    /// <summary>The name of the model that answered.</summary>
    public string? ModelName { get; internal init; }

    /// <summary>The id of the model version that answered.</summary>
    public string? ModelVersionId => Origin.ModelVersionId;

    /// <summary>When the service made the answer.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>What the service says about this input.</summary>
    public required ClarifaiStatus Status { get; init; }

    /// <summary>Every concept of the answer, those of regions and of video frames included, in the order of the answer.</summary>
    public IReadOnlyList<Concept> Concepts { get; internal init; } = [];

    /// <summary>The regions of the picture, those without a concept included.</summary>
    public IReadOnlyList<Region> Regions { get; internal init; } = [];

    /// <summary>The sampled frames of a video.</summary>
    public IReadOnlyList<VideoFrame> Frames { get; internal init; } = [];

    /// <summary>The position of the input in the run, from 0.</summary>
    public int InputIndex => Origin.InputIndex;

    /// <summary>The id of the request, to quote to the service's support.</summary>
    public string? RequestId => Origin.RequestId;

    internal AnswerOrigin Origin { get; }

    /// <summary>The output's JSON as the service sent it, without echoes of what was sent; null unless it was asked for.</summary>
    internal string? RawJson { get; init; }

    internal bool Succeeded => StatusCodes.Find(Status.Code).Action is StatusAction.Accept;

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {string.Join(", ", Concepts.Take(3))}";
}
