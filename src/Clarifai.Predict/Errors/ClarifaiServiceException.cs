namespace Clarifai;

/// <summary>The service answered, and the answer is an error.</summary>
public sealed class ClarifaiServiceException : ClarifaiException
{
    internal ClarifaiServiceException(
        ErrorId errorId,
        StatusAction action,
        ClarifaiStatus status,
        string? message = null,
        TimeSpan? retryAfter = null,
        ErrorCause cause = ErrorCause.None)
        : base(errorId, message ?? $"The service says: {status}.", action: action, cause: cause)
    {
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>Code, description, details, request id and HTTP status as the service gave them.</summary>
    public ClarifaiStatus Status { get; }

    /// <summary>The service's status code, e.g. 21200.</summary>
    public int Code => Status.Code;

    /// <summary>The service's description.</summary>
    public string? Description => Status.Description;

    /// <summary>The service's details.</summary>
    public string? Details => Status.Details;

    /// <summary>The id to quote to the service's support.</summary>
    public string? RequestId => Status.RequestId;

    /// <summary>The HTTP status, e.g. 404.</summary>
    public int HttpStatus => Status.HttpStatus;

    /// <summary>How long the service asked to be left alone; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
