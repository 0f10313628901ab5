namespace Clarifai;

/// <summary>Where an answer is from. One object for all concepts of an input, so that a concept stays small.</summary>
internal sealed record AnswerOrigin
{
    public string Source { get; private init; } = "";

    public bool IsFile { get; private init; }

    public bool IsUri { get; private init; }

    public int InputIndex { get; private init; }

    public required string Model { get; init; }

    public string? ModelId { get; init; }

    public string? ModelVersionId { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The same for another input.</summary>
    public AnswerOrigin About(IndexedInput input) => this with
    {
        Source = input.Input.Source,
        IsFile = input.Input is FileInput,
        IsUri = input.Input is UriInput,
        InputIndex = input.Index,
    };
}
