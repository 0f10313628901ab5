namespace Clarifai.Local.Manifests;

/// <summary>The evidence from the most confident face.</summary>
internal sealed record FaceEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>The minimum score of a face.</summary>
    public double From { get; init; }

    /// <summary>Maps the score to the evidence.</summary>
    public required ValueTable Values { get; init; }

    /// <summary>The names that a face implies, each with its share of the evidence.</summary>
    public required IReadOnlyDictionary<string, double> Names { get; init; }

    /// <summary>The names that a large face implies in addition; the share is the whole value.</summary>
    public required IReadOnlyDictionary<string, double> Large { get; init; }

    /// <summary>The minimum share of the image's height of a large face.</summary>
    public double LargeFrom { get; init; }
}
