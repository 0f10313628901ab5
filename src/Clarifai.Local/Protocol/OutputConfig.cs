namespace Clarifai.Local.Protocol;

/// <summary>The options of a predict request as they were sent; what was not sent is null.</summary>
internal sealed record OutputConfig
{
    public string? Language { get; init; }

    public int? MaximumConcepts { get; init; }

    public double? MinimumValue { get; init; }

    /// <summary>Of videos: milliseconds from one frame to the next.</summary>
    public int? SampleMs { get; init; }

    public IReadOnlyList<SelectedConcept> SelectedConcepts { get; init; } = [];
}
