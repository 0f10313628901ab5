namespace Clarifai;

/// <summary>Something that a user can act on went wrong; the message is fit to be shown as it is.</summary>
public class ClarifaiException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="errorId">The stable id.</param>
    /// <param name="message">One sentence that says what happened and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    /// <param name="action">What a client does about it before it reports it.</param>
    public ClarifaiException(ErrorId errorId, string message, Exception? innerException = null, StatusAction action = StatusAction.Fail)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Action = action;
    }

    /// <summary>The stable id.</summary>
    public ErrorId ErrorId { get; }

    /// <summary>What the id means to a run.</summary>
    public ErrorKind Kind => ErrorKind.Find(ErrorId);

    /// <summary>What a client does about it before it reports it.</summary>
    public StatusAction Action { get; }
}
