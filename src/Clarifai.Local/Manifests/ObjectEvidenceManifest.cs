namespace Clarifai.Local.Manifests;

/// <summary>The evidence from a detector's objects, each by its most confident box.</summary>
internal sealed record ObjectEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>Maps a score to the evidence.</summary>
    public required ValueTable Values { get; init; }

    /// <summary>The share that remains of an animal's evidence, by the support of the classes.</summary>
    public required SupportManifest Animals { get; init; }

    /// <summary>The share that remains of any other evidence, by the support of the classes.</summary>
    public required SupportManifest Others { get; init; }
}
