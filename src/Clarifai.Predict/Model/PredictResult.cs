namespace Clarifai;

/// <summary>The answer about one input: one output of a model, or one of each model of a workflow.</summary>
public sealed class PredictResult
{
    internal PredictResult(ClarifaiStatus status, IReadOnlyList<PredictOutput> outputs)
    {
        Status = status;
        Outputs = outputs;
    }

    /// <summary>What the service says about the input as a whole.</summary>
    public ClarifaiStatus Status { get; }

    /// <summary>What each model answered, in the order of the answer; each has a status of its own.</summary>
    public IReadOnlyList<PredictOutput> Outputs { get; }

    /// <summary>True where at least one model has answered, and where there was nothing to be answered.</summary>
    internal bool Succeeded => Outputs.Count > 0
        ? Outputs.Any(output => output.Succeeded)
        : StatusCodes.Find(Status.Code).Action is StatusAction.Accept;
}
