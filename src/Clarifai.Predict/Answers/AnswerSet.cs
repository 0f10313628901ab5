namespace Clarifai;

/// <summary>All that a model says about an input, or about one frame of a video.</summary>
public abstract class AnswerSet : AnswerObject
{
    private protected AnswerSet(AnswerOrigin origin, IReadOnlyList<Observation> observations, AnswerList<Region> regions)
        : base(origin)
    {
        Observations = observations;
        Regions = regions;
    }

    /// <summary>The answer as text, in its order; e.g. cat 0.900, dog 0.100.</summary>
    public string Answer => string.Join(", ", Observations);

    /// <summary>Every concept, those of regions and of video frames included, in the order of the answer.</summary>
    public IReadOnlyList<Concept> Concepts => field ??= All<Concept>();

    /// <summary>The regions, those without a concept included; none of video frames, which have their own.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>The colors, those of video frames included.</summary>
    public IReadOnlyList<Color> Colors => field ??= All<Color>();

    /// <summary>The image as a vector, and the faces in it.</summary>
    public IReadOnlyList<Embedding> Embeddings => field ??= All<Embedding>();

    /// <summary>How sharp the image and its regions are.</summary>
    public IReadOnlyList<Focus> Focuses => field ??= All<Focus>();

    /// <summary>The segments of the image.</summary>
    public IReadOnlyList<Mask> Masks => field ??= All<Mask>();

    /// <summary>The texts in the image, or what a text model wrote.</summary>
    public IReadOnlyList<TextAnswer> Texts => field ??= All<TextAnswer>();

    /// <summary>The clusters that the image belongs to.</summary>
    public IReadOnlyList<Cluster> Clusters => field ??= All<Cluster>();

    /// <summary>All that is said, regions and video frames included, in the order of the answer.</summary>
    internal IReadOnlyList<Observation> Observations { get; }

    private AnswerList<T> All<T>()
        where T : Observation => new([.. Observations.OfType<T>()]);
}
