using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>The outcome of one input: a prediction, or a status code with the reason; both for a video that ends early.</summary>
internal sealed record InputAnswer(ReceivedInput Input, int Code, string? Details, IPrediction? Prediction)
{
    public bool Succeeded => Code == StatusCodes.Success;

    public static InputAnswer Success(ReceivedInput input, IPrediction prediction) => new(input, StatusCodes.Success, null, prediction);

    public static InputAnswer Failure(ReceivedInput input, int code, string details, IPrediction? seen = null) =>
        new(input, code, details, seen);

    /// <summary>The status of an answer as a whole.</summary>
    /// <param name="results">One per input.</param>
    /// <param name="failure">Returns the failed outcome of a result, or any outcome if none failed.</param>
    public static (HttpStatusCode Http, int Code, string? Details) Summarize<T>(IReadOnlyList<T> results, Func<T, InputAnswer> failure)
    {
        int failed = results.Count(result => !failure(result).Succeeded);
        bool hasPartial = results.Any(result => failure(result).Prediction is not null);
        return Summarize(results.Count, failed, hasPartial, failure(results[0]).Details);
    }

    /// <summary>The status of an answer as a whole.</summary>
    /// <param name="count">The number of inputs.</param>
    /// <param name="failed">How many of them failed.</param>
    /// <param name="hasPartial">Whether a part of one succeeded.</param>
    /// <param name="first">The reason of the first one, for an answer without others.</param>
    public static (HttpStatusCode Http, int Code, string? Details) Summarize(int count, int failed, bool hasPartial, string? first)
    {
        if (failed == 0)
        {
            return (HttpStatusCode.OK, StatusCodes.Success, null);
        }

        return failed < count || hasPartial
            ? (
                HttpStatusCode.MultiStatus,
                StatusCodes.MixedStatus,
                count == 1 ? first : $"{failed} of {count} inputs failed: see the status of each.")
            : (HttpStatusCode.BadRequest, StatusCodes.Failure, count == 1 ? first : "All inputs failed: see the status of each.");
    }
}
