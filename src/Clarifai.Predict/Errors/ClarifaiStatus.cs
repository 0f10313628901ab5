namespace Clarifai;

/// <summary>What the service says about a request or about one of its inputs.</summary>
public sealed record ClarifaiStatus
{
    /// <summary>The status code, e.g. 10000. 0 where the answer had none.</summary>
    public int Code { get; init; }

    /// <summary>One short sentence, e.g. "Model does not exist".</summary>
    public string? Description { get; init; }

    /// <summary>More about this case, where the service says more.</summary>
    public string? Details { get; init; }

    /// <summary>The id to quote to the service's support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status of the answer, e.g. 404.</summary>
    public int HttpStatus { get; init; }

    internal bool IsSuccess => StatusCodes.Find(Code).Action is StatusAction.Accept;

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = Description ?? StatusCodes.Find(Code).Name;
        if (!string.IsNullOrEmpty(Details) && Details != Description)
        {
            text += $": {Details}";
        }

        return $"{text} (code {Code}, HTTP {HttpStatus}{(RequestId is null ? "" : $", request {RequestId}")})";
    }
}
