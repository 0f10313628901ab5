namespace Clarifai;

/// <summary>Where an answer is from. One object for all concepts of an input, so that a concept stays small.</summary>
internal sealed record AnswerOrigin
{
    public required string Source { get; init; }

    public required bool IsFile { get; init; }

    public required bool IsUri { get; init; }

    public required int InputIndex { get; init; }

    public required string Model { get; init; }

    public string? ModelId { get; init; }

    public string? ModelVersionId { get; init; }

    public string? RequestId { get; init; }
}
