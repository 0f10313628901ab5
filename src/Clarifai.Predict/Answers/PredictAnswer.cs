namespace Clarifai;

/// <summary>The answer to one request.</summary>
internal sealed class PredictAnswer(ClarifaiStatus status, IReadOnlyList<PredictOutcome> outcomes)
{
    /// <summary>The status of the request as a whole.</summary>
    public ClarifaiStatus Status => status;

    /// <summary>The outcome of each input, in the order of the inputs.</summary>
    public IReadOnlyList<PredictOutcome> Outcomes => outcomes;

    /// <summary>All outputs: one per input for a model, one per model and input for a workflow. Each has its own status.</summary>
    public IEnumerable<PredictOutput> Outputs => outcomes.SelectMany(outcome => outcome.AllOutputs);
}
