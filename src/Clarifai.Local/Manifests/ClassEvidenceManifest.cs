namespace Clarifai.Local.Manifests;

/// <summary>What the probabilities of an embedder's classes say.</summary>
internal sealed record ClassEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>A file with the broader names and what each gathers; see <see cref="BroaderName"/>.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>How many times the median of the probabilities is taken off each: the flat tail of a network that was trained never to be
    /// quite sure.</summary>
    public double Tail { get; init; }

    /// <summary>What a name loses, of 1, each time that its classes double, so that a narrow name stands before a broad one.</summary>
    public double Breadth { get; init; }

    /// <summary>Names that lose nothing.</summary>
    public IReadOnlyList<string> AnyBreadth { get => field ?? []; init; }
}
