namespace Clarifai.Local.Manifests;

/// <summary>
/// How a combined model's names get their values: from whatever of these its networks see. What several say of a name is taken for
/// independent.
/// </summary>
internal sealed record EvidenceManifest
{
    public ClassEvidenceManifest? Classes { get; init; }

    public ObjectEvidenceManifest? Objects { get; init; }

    public HeadEvidenceManifest? Heads { get; init; }

    public FaceEvidenceManifest? Faces { get; init; }

    /// <summary>From what the evidence comes to, to the value that is reported.</summary>
    public ValueTable? Calibration { get; init; }

    /// <summary>A broader name that is ahead of a narrower one by no more than this has its value.</summary>
    public double SameWithin { get; init; }
}
