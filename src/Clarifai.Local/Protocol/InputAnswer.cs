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
        if (failed == 0)
        {
            return (HttpStatusCode.OK, StatusCodes.Success, null);
        }

        if (failed < results.Count || results.Any(result => failure(result).Prediction is not null))
        {
            string some = $"{failed} of {results.Count} inputs failed: see the status of their outputs.";
            return (HttpStatusCode.MultiStatus, StatusCodes.MixedStatus, results.Count == 1 ? failure(results[0]).Details : some);
        }

        string? all = results.Count == 1 ? failure(results[0]).Details : "All inputs failed: see the status of each output.";
        return (HttpStatusCode.BadRequest, StatusCodes.Failure, all);
    }
}
