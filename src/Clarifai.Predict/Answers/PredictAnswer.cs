namespace Clarifai;

/// <summary>The answer to one request.</summary>
/// <param name="Status">The status of the request as a whole.</param>
/// <param name="Outcomes">The outcome of each input, in the order of the inputs.</param>
internal sealed record PredictAnswer(ClarifaiStatus Status, IReadOnlyList<PredictOutcome> Outcomes)
{
    /// <summary>All outputs: one per input for a model, one per model and input for a workflow. Each has its own status.</summary>
    public IEnumerable<PredictOutput> Outputs => Outcomes.SelectMany(outcome => outcome.AllOutputs);
}
