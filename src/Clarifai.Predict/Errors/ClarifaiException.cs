namespace Clarifai;

/// <summary>An error that a user can act on; its message can be displayed as is.</summary>
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

    /// <summary>What happened and, if known, what to do about it.</summary>
    public override string Message => Remedy is null ? base.Message : $"{base.Message} {Remedy}";

    /// <summary>What the user can do about it, phrased by the program that displays it; null if nothing is known.</summary>
    public string? Remedy { get; internal set; }

    /// <summary>True if no later input of the same run can succeed.</summary>
    public bool EndsRun => ErrorId.EndsRun();

    /// <summary>What happened, without the remedy.</summary>
    internal string Problem => base.Message;

    /// <summary>Distinguishes errors that share an id but have different remedies.</summary>
    internal ErrorCause Cause { get; }

    /// <summary>What a client does about it before reporting it.</summary>
    internal StatusAction Action { get; }
}
