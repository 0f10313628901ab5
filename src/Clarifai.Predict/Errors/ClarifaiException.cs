namespace Clarifai;

/// <summary>Something that a user can act on went wrong; the message is fit to be shown as it is.</summary>
public class ClarifaiException : Exception
{
    internal ClarifaiException(
        ErrorId errorId,
        string message,
        Exception? innerException = null,
        StatusAction action = StatusAction.Fail,
        ErrorCause cause = ErrorCause.None)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Action = action;
        Cause = cause;
    }

    /// <summary>The stable id.</summary>
    public ErrorId ErrorId { get; }

    /// <summary>What happened, and what to do about it where that is known.</summary>
    public override string Message => Remedy is null ? base.Message : $"{base.Message} {Remedy}";

    /// <summary>What the user can do about it, in the words of the program that shows it; null where nothing is known.</summary>
    public string? Remedy { get; internal set; }

    /// <summary>True where no later input of the same run can succeed.</summary>
    public bool EndsRun => ErrorId.EndsRun();

    /// <summary>What happened, without the remedy.</summary>
    internal string Problem => base.Message;

    /// <summary>Tells errors of one id apart that have different remedies.</summary>
    internal ErrorCause Cause { get; }

    /// <summary>What a client does about it before it reports it.</summary>
    internal StatusAction Action { get; }
}
