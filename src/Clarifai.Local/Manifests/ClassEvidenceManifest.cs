namespace Clarifai.Local.Manifests;

/// <summary>The evidence from the probabilities of an embedder's classes.</summary>
internal sealed record ClassEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>A file with the broader names and what each includes; see <see cref="BroaderName"/>.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>
    /// How many times the median of the probabilities is subtracted from each: the flat tail of a network that was trained with label
    /// smoothing.
    /// </summary>
    public double Tail { get; init; }

    /// <summary>The share that a name loses each time its number of classes doubles, so that narrow names come before broad ones.</summary>
    public double Breadth { get; init; }

    /// <summary>Names that lose nothing.</summary>
    public IReadOnlyList<string> AnyBreadth { get => field ?? []; init; }
}
