namespace Clarifai;

/// <summary>What came back for one request: one result for each input, in the order of the inputs.</summary>
public sealed class PredictAnswer
{
    internal PredictAnswer(ClarifaiStatus status, IReadOnlyList<PredictResult> results)
    {
        Status = status;
        Results = results;
        Outputs = [.. results.SelectMany(result => result.Outputs)];
    }

    /// <summary>The status of the request as a whole.</summary>
    public ClarifaiStatus Status { get; }

    /// <summary>One result an input.</summary>
    public IReadOnlyList<PredictResult> Results { get; }

    /// <summary>The outputs of all results: of a model, one an input; each has a status of its own.</summary>
    public IReadOnlyList<PredictOutput> Outputs { get; }
}
