using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>One input cannot be predicted on; the others of its request can.</summary>
internal sealed class InputRejectedException(int code, string details, Exception? cause = null, IPrediction? seen = null)
    : Exception(details, cause)
{
    /// <summary>The status code of the input's output, from <see cref="StatusCodes"/>.</summary>
    public int Code { get; } = code;

    /// <summary>The partial result: the frames of a video that ends early.</summary>
    public IPrediction? Seen { get; } = seen;
}
