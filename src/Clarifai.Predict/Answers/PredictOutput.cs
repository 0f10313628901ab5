namespace Clarifai;

/// <summary>Everything a model answered about one input.</summary>
public sealed class PredictOutput : AnswerObject
{
    internal PredictOutput(AnswerOrigin origin)
        : base(origin)
    {
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>What the service says about this input.</summary>
    public required ClarifaiStatus Status { get; init; }

    /// <summary>The name of the model that answered.</summary>
    public string? ModelName { get; internal init; }

    /// <summary>When the service made the answer.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>Every concept of the answer, those of regions and of video frames included, in the order of the answer.</summary>
    public IReadOnlyList<Concept> Concepts => field ??= [.. Observations.OfType<Concept>()];

    /// <summary>The regions of the picture, those without a concept included.</summary>
    public IReadOnlyList<Region> Regions { get; internal init; } = [];

    /// <summary>The colors, those of video frames included.</summary>
    public IReadOnlyList<Color> Colors => field ??= [.. Observations.OfType<Color>()];

    /// <summary>The picture as a vector, and the faces in it.</summary>
    public IReadOnlyList<Embedding> Embeddings => field ??= [.. Observations.OfType<Embedding>()];

    /// <summary>How sharp the picture and its regions are.</summary>
    public IReadOnlyList<Focus> Focuses => field ??= [.. Observations.OfType<Focus>()];

    /// <summary>The segments of the picture.</summary>
    public IReadOnlyList<Mask> Masks => field ??= [.. Observations.OfType<Mask>()];

    /// <summary>The texts in the picture, or what a text model wrote.</summary>
    public IReadOnlyList<TextAnswer> Texts => field ??= [.. Observations.OfType<TextAnswer>()];

    /// <summary>The clusters that the picture belongs to.</summary>
    public IReadOnlyList<Cluster> Clusters => field ??= [.. Observations.OfType<Cluster>()];

    /// <summary>The sampled frames of a video.</summary>
    public IReadOnlyList<VideoFrame> Frames { get; internal init; } = [];

    /// <summary>All that is said about the input, those of regions and of video frames included, in the order of the answer.</summary>
    internal IReadOnlyList<Observation> Observations { get; init; } = [];

    /// <summary>Keys of the answer's data that hold something of a kind that is not read here.</summary>
    internal IReadOnlyList<string> UnreadKeys { get; init; } = [];

    /// <summary>The output's JSON without echoes and secrets of what was sent; null unless it was asked for.</summary>
    internal string? RawJson { get; init; }

    internal bool Succeeded => Status.IsSuccess;

    /// <inheritdoc/>
    public override string ToString() => $"{ShownSource}: {string.Join(", ", Observations.Take(3))}";
}
