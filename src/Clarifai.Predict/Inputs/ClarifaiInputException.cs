namespace Clarifai;

/// <summary>One input cannot be sent; the others of the same request can.</summary>
public sealed class ClarifaiInputException : ClarifaiException
{
    internal ClarifaiInputException(
        PredictInput input,
        ErrorId errorId,
        string message,
        Exception? innerException = null,
        StatusAction action = StatusAction.Fail,
        ErrorCause cause = ErrorCause.None)
        : base(errorId, message, innerException, action, cause) => Input = input;

    internal PredictInput Input { get; }
}
