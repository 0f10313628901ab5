using Clarifai.Local.Protocol;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Inference;

/// <summary>What answers say about a version of a model.</summary>
internal sealed record VersionDescription
{
    /// <summary>Null for an own model that has never been trained.</summary>
    public required string? Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>One of the protocol's status codes.</summary>
    public required int Code { get; init; }

    public string? Details { get; init; }

    public required int ConceptCount { get; init; }

    /// <summary>How many inputs an own model has learned from.</summary>
    public long? Inputs { get; init; }

    /// <summary>The evaluation: a JSON object; null if there is none.</summary>
    public string? Metrics { get; init; }

    public static VersionDescription Untrained(OwnModel model) => new()
    {
        Id = null,
        CreatedAt = model.CreatedAt,
        Code = EngineStatusCodes.ModelUntrained,
        ConceptCount = model.Plan.Concepts.Count,
    };

    public static VersionDescription Of(OwnVersion version) => new()
    {
        Id = version.Id,
        CreatedAt = version.CreatedAt,
        CompletedAt = version.CompletedAt,
        Code = version.Code,
        Details = version.Details,
        ConceptCount = version.Plan.Concepts.Count,
        Inputs = version.Inputs,
        Metrics = version.Summary,
    };
}
