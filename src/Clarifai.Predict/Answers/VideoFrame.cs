namespace Clarifai;

/// <summary>One sampled frame of a video with what the model says about it.</summary>
public sealed class VideoFrame : AnswerObject
{
    private readonly PlacedFrame _frame;

    internal VideoFrame(AnswerOrigin origin, PlacedFrame frame, IReadOnlyList<Observation> observations, IReadOnlyList<Region> regions)
        : base(origin)
    {
        _frame = frame;
        Observations = observations;
        Regions = regions;
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The number of the sampled frame, from 0.</summary>
    public int Index => _frame.Index;

    /// <summary>The frame's time in milliseconds from the start of the video.</summary>
    public long TimeMs => _frame.TimeMs;

    /// <summary>What the model sees, in the order of the answer, what it sees in regions included.</summary>
    public IReadOnlyList<FrameConcept> Concepts => field ??= [.. Observations.OfType<FrameConcept>()];

    /// <summary>The regions of the frame, those without a concept included.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>The colors of the frame.</summary>
    public IReadOnlyList<Color> Colors => field ??= [.. Observations.OfType<Color>()];

    /// <summary>The frame as a vector, and the faces in it.</summary>
    public IReadOnlyList<Embedding> Embeddings => field ??= [.. Observations.OfType<Embedding>()];

    /// <summary>How sharp the frame and its regions are.</summary>
    public IReadOnlyList<Focus> Focuses => field ??= [.. Observations.OfType<Focus>()];

    /// <summary>The segments of the frame.</summary>
    public IReadOnlyList<Mask> Masks => field ??= [.. Observations.OfType<Mask>()];

    /// <summary>The texts in the frame.</summary>
    public IReadOnlyList<TextAnswer> Texts => field ??= [.. Observations.OfType<TextAnswer>()];

    /// <summary>The clusters that the frame belongs to.</summary>
    public IReadOnlyList<Cluster> Clusters => field ??= [.. Observations.OfType<Cluster>()];

    /// <summary>All that is said about the frame, in the order of the answer.</summary>
    internal IReadOnlyList<Observation> Observations { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{TimeSpan.FromMilliseconds(TimeMs):hh\\:mm\\:ss\\.fff} {string.Join(", ", Observations.Take(3))}";

    /// <summary>An answer about a picture or a piece of a video, as a frame of the whole video.</summary>
    internal static VideoFrame Place(
        AnswerOrigin origin, PlacedFrame frame, IEnumerable<Observation> observations, IEnumerable<Region> regions) => new(
        origin,
        frame,
        [.. observations.Select(observation => observation.Place(origin, frame))],
        [.. regions.Select(region => (Region)region.Place(origin, frame))]);
}
