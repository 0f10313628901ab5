namespace Clarifai.Local.Manifests;

/// <summary>What a label of a detector is called and what follows from it.</summary>
internal sealed record DetectedObject
{
    public required string Name { get; init; }

    /// <summary>What it is as well.</summary>
    public IReadOnlyList<string> Broader { get => field ?? []; init; }

    /// <summary>What an embedder's classes would have to show too; nothing where they do not know it.</summary>
    public IReadOnlyList<string> Support { get => field ?? []; init; }

    /// <summary>Two boxes at one place show one animal, whatever the detector calls it.</summary>
    public bool Animal { get; init; }
}
