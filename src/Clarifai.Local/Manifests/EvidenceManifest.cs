namespace Clarifai.Local.Manifests;

/// <summary>
/// How a combined model's names get their values from its networks. Several pieces of evidence for a name are treated as independent.
/// </summary>
internal sealed record EvidenceManifest
{
    public ClassEvidenceManifest? Classes { get; init; }

    public ObjectEvidenceManifest? Objects { get; init; }

    public HeadEvidenceManifest? Heads { get; init; }

    public FaceEvidenceManifest? Faces { get; init; }

    /// <summary>Maps the combined evidence to the reported value.</summary>
    public ValueTable? Calibration { get; init; }

    /// <summary>A broader name that exceeds a narrower one by at most this gets the narrower one's value.</summary>
    public double SameWithin { get; init; }
}
