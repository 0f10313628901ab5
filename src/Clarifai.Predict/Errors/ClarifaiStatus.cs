namespace Clarifai;

/// <summary>The service's status of a request or of one of its inputs.</summary>
public sealed record ClarifaiStatus
{
    /// <summary>The status code, e.g. 10000. 0 if the answer had none.</summary>
    public int Code { get; init; }

    /// <summary>One short sentence, e.g. "Model does not exist".</summary>
    public string? Description { get; init; }

    /// <summary>More about this case, if the service provides it.</summary>
    public string? Details { get; init; }

    /// <summary>The id of the request, for the service's support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status of the answer, e.g. 404.</summary>
    public int HttpStatus { get; init; }

    internal bool IsSuccess => StatusCodes.Find(Code).Action is StatusAction.Accept;

    /// <inheritdoc/>
    public override string ToString()
    {
        string name = Description ?? StatusCodes.Find(Code).Name;

        // A whole sentence would say it twice.
        string text = Details is null or "" || Details == Description ? name
            : Details is [.., '.'] ? Details
            : $"{name}: {Details}";
        return $"{text.TrimEnd('.')} (code {Code}, HTTP {HttpStatus}{(RequestId is null ? "" : $", request {RequestId}")})";
    }
}
