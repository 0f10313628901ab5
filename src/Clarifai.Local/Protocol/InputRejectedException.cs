namespace Clarifai.Local.Protocol;

/// <summary>One input cannot be predicted on; the others of its request can.</summary>
internal sealed class InputRejectedException(int code, string details, Exception? cause = null) : Exception(details, cause)
{
    /// <summary>The status code of the input's output, from <see cref="StatusCodes"/>.</summary>
    public int Code { get; } = code;
}
