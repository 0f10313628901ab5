namespace Clarifai;

/// <summary>One input cannot be sent; the others of the same request can.</summary>
public sealed class ClarifaiInputException : ClarifaiException
{
    internal ClarifaiInputException(PredictInput input, ErrorId errorId, string message, Exception? innerException = null)
        : base(errorId, message, innerException) => Input = input;

    internal PredictInput Input { get; }
}
