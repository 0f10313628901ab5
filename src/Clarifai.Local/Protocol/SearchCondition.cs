using Clarifai.Local.Storage;

namespace Clarifai.Local.Protocol;

/// <summary>One condition of a search; what it does not ask for is null or empty.</summary>
internal sealed record SearchCondition
{
    /// <summary>A picture that the inputs are to look like.</summary>
    public ReceivedInput? Like { get; init; }

    /// <summary>The input whose picture they are to look like.</summary>
    public string? LikeId { get; init; }

    /// <summary>Concepts that the general model is to see in them, or not to see.</summary>
    public IReadOnlyList<GivenConcept> Predicted { get; init; } = [];

    /// <summary>Concepts that are to be given to them.</summary>
    public IReadOnlyList<GivenConcept> Given { get; init; } = [];

    public string? Id { get; init; }

    public string? Url { get; init; }

    /// <summary>Metadata that they are to have, among others: a JSON object.</summary>
    public string? Metadata { get; init; }

    /// <summary>Finds the inputs that do not meet the condition.</summary>
    public bool IsNegated { get; init; }
}
