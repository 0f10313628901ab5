namespace Clarifai.Local.Manifests;

/// <summary>What a detector's objects say, each by its surest box.</summary>
internal sealed record ObjectEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>From a score to the evidence.</summary>
    public required ValueTable Values { get; init; }

    /// <summary>What is left of it by what the classes say of an animal.</summary>
    public required SupportManifest Animals { get; init; }

    /// <summary>What is left of it by what the classes say of anything else.</summary>
    public required SupportManifest Others { get; init; }
}
