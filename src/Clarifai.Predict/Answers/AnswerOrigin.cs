namespace Clarifai;

/// <summary>The origin of an answer. All concepts of an input share one object, so that a concept stays small.</summary>
internal sealed record AnswerOrigin
{
    public string Source { get; private init; } = "";

    public bool IsFile { get; private init; }

    public bool IsUri { get; private init; }

    public MediaKind Kind { get; private init; }

    public int InputIndex { get; private init; }

    /// <summary>The video frame that the answer is about; null if it is about the whole input.</summary>
    public PlacedFrame? Frame { get; private init; }

    public required string Model { get; init; }

    public string? ModelId { get; init; }

    public string? ModelVersionId { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The source as shown in texts: without possible secrets in a URL.</summary>
    public string ShownSource => IsUri ? Redaction.Shown(Source) : Source;

    /// <summary>The same for a frame of the input.</summary>
    public AnswerOrigin At(PlacedFrame frame) => this with { Frame = frame };

    /// <summary>The same for another input.</summary>
    public AnswerOrigin About(IndexedInput input) => this with
    {
        Source = input.Input.Source,
        IsFile = input.Input is FileInput,
        IsUri = input.Input is UriInput,
        Kind = input.Input.Kind,
        InputIndex = input.Index,
    };
}
