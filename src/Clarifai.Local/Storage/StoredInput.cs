namespace Clarifai.Local.Storage;

/// <summary>An input of an app, without its picture, which is not kept.</summary>
internal sealed record StoredInput
{
    public required string Id { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The address that it was downloaded from; null for an input that was sent as bytes.</summary>
    public string? Url { get; init; }

    /// <summary>The caller's metadata: a JSON object; null if there is none.</summary>
    public string? Metadata { get; init; }

    /// <summary>The caller's position: a JSON object; null if there is none.</summary>
    public string? Geo { get; init; }

    public IReadOnlyList<GivenConcept> Concepts { get; init; } = [];
}
