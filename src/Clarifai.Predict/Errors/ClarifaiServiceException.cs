namespace Clarifai;

/// <summary>The service answered with an error.</summary>
public sealed class ClarifaiServiceException : ClarifaiException
{
    internal ClarifaiServiceException(
        ErrorId errorId,
        StatusAction action,
        ClarifaiStatus status,
        string? message = null,
        TimeSpan? retryAfter = null,
        ErrorCause cause = ErrorCause.None)
        : base(errorId, message ?? $"{status}.", action: action, cause: cause)
    {
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>The same error in other words.</summary>
    internal ClarifaiServiceException Reworded(string message, ErrorCause? cause = null) =>
        new(ErrorId, Action, Status, message, RetryAfter, cause ?? Cause);

    /// <summary>Code, description, details, request id and HTTP status as returned by the service.</summary>
    public ClarifaiStatus Status { get; }

    /// <summary>The service's status code, e.g. 21200.</summary>
    public int Code => Status.Code;

    /// <summary>The service's description.</summary>
    public string? Description => Status.Description;

    /// <summary>The service's details.</summary>
    public string? Details => Status.Details;

    /// <summary>The id of the request, for the service's support.</summary>
    public string? RequestId => Status.RequestId;

    /// <summary>The HTTP status, e.g. 404.</summary>
    public int HttpStatus => Status.HttpStatus;

    /// <summary>How long the service asked clients to wait (Retry-After); null if not specified.</summary>
    public TimeSpan? RetryAfter { get; }
}
