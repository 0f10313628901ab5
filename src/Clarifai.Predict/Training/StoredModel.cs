namespace Clarifai;

/// <summary>An own model as the service has it.</summary>
internal sealed record StoredModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? UserId { get; init; }

    public string? AppId { get; init; }

    /// <summary>The ids of its concepts.</summary>
    public required IReadOnlyList<string> Concepts { get; init; }

    /// <summary>True if each input has exactly one of the concepts.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>The newest version; one that was not asked for yet has the status "untrained" and no id.</summary>
    public required StoredVersion Version { get; init; }
}
