using System.Net;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>
/// What became of one input: a prediction, or the status code and the reason why there is none; both for a video that ends early.
/// </summary>
internal sealed record InputAnswer(ReceivedInput Input, int Code, string? Details, IPrediction? Prediction)
{
    public bool Succeeded => Code == StatusCodes.Success;

    public static InputAnswer Success(ReceivedInput input, IPrediction prediction) => new(input, StatusCodes.Success, null, prediction);

    public static InputAnswer Failure(ReceivedInput input, int code, string details, IPrediction? seen = null) =>
        new(input, code, details, seen);

    /// <summary>The status of an answer as a whole.</summary>
    /// <param name="results">One for each input.</param>
    /// <param name="failure">From a result to the outcome that makes it a failure, or to any where none does.</param>
    public static (HttpStatusCode Http, int Code, string? Details) Summarise<T>(IReadOnlyList<T> results, Func<T, InputAnswer> failure)
    {
        int failed = results.Count(result => !failure(result).Succeeded);
        if (failed == 0)
        {
            return (HttpStatusCode.OK, StatusCodes.Success, null);
        }

        if (failed < results.Count || results.Any(result => failure(result).Prediction is not null))
        {
            string some = $"{failed} of {results.Count} inputs failed: their outputs have the reasons.";
            return (HttpStatusCode.MultiStatus, StatusCodes.MixedStatus, results.Count == 1 ? failure(results[0]).Details : some);
        }

        string? all = results.Count == 1 ? failure(results[0]).Details : "Every input failed: each output has its reason.";
        return (HttpStatusCode.BadRequest, StatusCodes.Failure, all);
    }
}
