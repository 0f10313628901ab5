namespace Clarifai;

/// <summary>The origin of an answer. All concepts of an input share one object, so that a concept stays small.</summary>
internal sealed record AnswerOrigin
{
    public required InputOrigin Input { get; init; }

    public string Source => Input.Source;

    /// <summary>The video frame that the answer is about; null if it is about the whole input.</summary>
    public PlacedFrame? Frame { get; private init; }

    public required string Model { get; init; }

    public string? ModelId { get; init; }

    public string? ModelVersionId { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The source as shown in texts: without possible secrets in a URL.</summary>
    public string ShownSource => Input.IsUri ? Redaction.Shown(Source) : Source;

    /// <summary>The same for a frame of the input.</summary>
    public AnswerOrigin At(PlacedFrame frame) => this with { Frame = frame };

    /// <summary>The same for another input.</summary>
    public AnswerOrigin About(IndexedInput input) => this with { Input = InputOrigin.Of(input) };
}
