namespace Clarifai;

/// <summary>One sampled frame of a video with what the model sees in it.</summary>
public sealed class VideoFrame
{
    internal VideoFrame(AnswerOrigin origin, int index, long timeMs, IReadOnlyList<FrameConcept> concepts, IReadOnlyList<Region> regions)
    {
        Origin = origin;
        Index = index;
        TimeMs = timeMs;
        Concepts = concepts;
        Regions = regions;
    }

    /// <summary>What the user gave: the full path of the file or the URL; a descriptor for bytes and streams.</summary>
    public string Source => Origin.Source;

    /// <summary>The number of the sampled frame, from 0.</summary>
    public int Index { get; }

    /// <summary>The frame's time in milliseconds from the start of the video.</summary>
    public long TimeMs { get; }

    /// <summary>What the model sees, in the order of the answer, what it sees in regions included.</summary>
    public IReadOnlyList<FrameConcept> Concepts { get; }

    /// <summary>The regions of the frame, those without a concept included.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>The model as it was asked for, e.g. general.</summary>
    public string Model => Origin.Model;

    /// <summary>The id of the model that answered; it can differ from the one asked for.</summary>
    public string? ModelId => Origin.ModelId;

    /// <summary>The id of the model version that answered.</summary>
    public string? ModelVersionId => Origin.ModelVersionId;

    /// <summary>The position of the input in the run, from 0.</summary>
    public int InputIndex => Origin.InputIndex;

    /// <summary>The id of the request, to quote to the service's support.</summary>
    public string? RequestId => Origin.RequestId;

    internal AnswerOrigin Origin { get; }

    /// <summary>An answer about a picture or a piece of a video, as a frame of the whole video.</summary>
    internal static VideoFrame Place(AnswerOrigin origin, int index, long timeMs, IEnumerable<Concept> concepts, IReadOnlyList<Region> regions) =>
        new(origin, index, timeMs, [.. concepts.Select(concept => Place(concept, origin, index, timeMs))], regions);

    private static FrameConcept Place(Concept concept, AnswerOrigin origin, int index, long timeMs) => concept switch
    {
        RegionConcept { Region: var region } => new FrameRegionConcept(origin, index, timeMs, region, concept.Id, concept.Name, concept.Value, concept.AppId),
        FrameRegionConcept { Region: var region } => new FrameRegionConcept(origin, index, timeMs, region, concept.Id, concept.Name, concept.Value, concept.AppId),
        _ => new FrameConcept(origin, index, timeMs, concept.Id, concept.Name, concept.Value, concept.AppId),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{TimeSpan.FromMilliseconds(TimeMs):hh\\:mm\\:ss\\.fff} {string.Join(", ", Concepts.Take(3))}";
}
