namespace Clarifai.Local.Protocol;

/// <summary>The options of a predict request as sent; missing ones are null.</summary>
internal sealed record OutputConfig
{
    public string? Language { get; init; }

    public int? MaximumConcepts { get; init; }

    public double? MinimumValue { get; init; }

    /// <summary>For videos: milliseconds between frames.</summary>
    public int? SampleMs { get; init; }

    public IReadOnlyList<SelectedConcept> SelectedConcepts { get; init; } = [];
}
