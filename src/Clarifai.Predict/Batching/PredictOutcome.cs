namespace Clarifai;

/// <summary>
/// How it ended for one input: with what the model answered or with an error, never both and never neither. Of a workflow, some models may
/// have answered and others not.
/// </summary>
public sealed class PredictOutcome
{
    internal PredictOutcome(IndexedInput input, IReadOnlyList<PredictOutput> outputs, IReadOnlyList<ClarifaiException> failures)
        : this(input)
    {
        Outputs = outputs;
        Failures = failures;
    }

    internal PredictOutcome(IndexedInput input, ClarifaiException error)
        : this(input) => Error = error;

    private PredictOutcome(IndexedInput input)
    {
        Indexed = input;
    }

    /// <summary>The input.</summary>
    public PredictInput Input => Indexed.Input;

    /// <summary>Its position in the run, from 0.</summary>
    public int InputIndex => Indexed.Index;

    /// <summary>What the model answered, or each model of a workflow that did; empty where there is an error.</summary>
    public IReadOnlyList<PredictOutput> Outputs { get; } = [];

    /// <summary>What the model answered; null where there is an error. Of a workflow, what its first model did.</summary>
    public PredictOutput? Output => Outputs.Count > 0 ? Outputs[0] : null;

    /// <summary>Why models of a workflow did not answer while others did.</summary>
    public IReadOnlyList<ClarifaiException> Failures { get; } = [];

    /// <summary>Why there is no answer; null where there is one. An error whose kind ends the run is the last outcome.</summary>
    public ClarifaiException? Error { get; }

    internal IndexedInput Indexed { get; }

    /// <summary>True where nothing is left to be asked about the input.</summary>
    internal bool IsFinished => Error is null && Failures.Count == 0;
}
