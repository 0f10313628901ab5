namespace Clarifai;

/// <summary>The answer to one request.</summary>
internal sealed class PredictAnswer(ClarifaiStatus status, IReadOnlyList<PredictOutcome> outcomes)
{
    /// <summary>The status of the request as a whole.</summary>
    public ClarifaiStatus Status => status;

    /// <summary>What it is for each input, in the order of the inputs.</summary>
    public IReadOnlyList<PredictOutcome> Outcomes => outcomes;

    /// <summary>All outputs: of a model one an input, of a workflow one a model and input; each has a status of its own.</summary>
    public IEnumerable<PredictOutput> Outputs => outcomes.SelectMany(outcome => outcome.AllOutputs);
}
