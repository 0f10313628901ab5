namespace Clarifai.Local.Manifests;

/// <summary>
/// How much an object counts that the classes should support: a detector has to label everything as one of its few objects.
/// </summary>
internal sealed record SupportManifest
{
    /// <summary>The name of whose probability the object's is a share; by default the probability itself counts.</summary>
    public string? OutOf { get; init; }

    /// <summary>Added to the probability of that name, so that a share of almost nothing stays small.</summary>
    public double Plus { get; init; }

    /// <summary>Maps the share or probability to the remaining share of the evidence, 0 to 1.</summary>
    public required ValueTable Left { get; init; }
}
