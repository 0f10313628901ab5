namespace Clarifai.Local.Manifests;

/// <summary>What the surest face says.</summary>
internal sealed record FaceEvidenceManifest
{
    public required string Network { get; init; }

    /// <summary>The score from which on it is a face.</summary>
    public double From { get; init; }

    /// <summary>From the score to the evidence.</summary>
    public required ValueTable Values { get; init; }

    /// <summary>What a face means, and the share of the evidence that speaks for it.</summary>
    public required IReadOnlyDictionary<string, double> Names { get; init; }

    /// <summary>What a large face means besides; its share is its whole value.</summary>
    public required IReadOnlyDictionary<string, double> Large { get; init; }

    /// <summary>From which share of the picture's height on a face is large.</summary>
    public double LargeFrom { get; init; }
}
