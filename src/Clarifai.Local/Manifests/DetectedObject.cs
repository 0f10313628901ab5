namespace Clarifai.Local.Manifests;

/// <summary>The name of a detector's label and what it implies.</summary>
internal sealed record DetectedObject
{
    public required string Name { get; init; }

    /// <summary>Names that it implies.</summary>
    public IReadOnlyList<string> Broader { get => field ?? []; init; }

    /// <summary>The names that an embedder's classes must support; empty if they do not include it.</summary>
    public IReadOnlyList<string> Support { get => field ?? []; init; }

    /// <summary>Two boxes at the same position are one animal, even with different labels.</summary>
    public bool Animal { get; init; }
}
