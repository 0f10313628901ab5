namespace Clarifai;

/// <summary>What came back for one request: one output for each input, in the order of the inputs.</summary>
public sealed class PredictAnswer
{
    internal PredictAnswer(ClarifaiStatus status, IReadOnlyList<PredictOutput> outputs)
    {
        Status = status;
        Outputs = outputs;
    }

    /// <summary>The status of the request as a whole.</summary>
    public ClarifaiStatus Status { get; }

    /// <summary>One output an input; each has a status of its own.</summary>
    public IReadOnlyList<PredictOutput> Outputs { get; }
}
