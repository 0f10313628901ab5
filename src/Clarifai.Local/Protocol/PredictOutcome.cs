using Clarifai.Local.Inference;

namespace Clarifai.Local.Protocol;

/// <summary>What became of one input: a prediction, or the status code and the reason why there is none.</summary>
internal sealed record PredictOutcome(PredictInput Input, int Code, string? Details, IPrediction? Prediction)
{
    public bool Succeeded => Prediction is not null;

    public static PredictOutcome Success(PredictInput input, IPrediction prediction) => new(input, StatusCodes.Success, null, prediction);

    public static PredictOutcome Failure(PredictInput input, int code, string details) => new(input, code, details, null);
}
