using Clarifai.Local.Protocol;

namespace Clarifai.Local.Storage;

/// <summary>A version of an own model.</summary>
internal sealed record OwnVersion
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The state of its training: one of the protocol's status codes.</summary>
    public required int Code { get; init; }

    public string? Details { get; init; }

    public required TrainingPlan Plan { get; init; }

    /// <summary>How many inputs it has learned from.</summary>
    public long Inputs { get; init; }

    /// <summary>The name of its model folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The state and the figures of the evaluation: a JSON object; null before it is trained.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether its training has neither succeeded nor failed yet.</summary>
    public bool IsPending => Code == EngineStatusCodes.ModelQueued || Code == EngineStatusCodes.ModelTraining;

    public bool IsTrained => Code == StatusCodes.ModelTrained;
}
