namespace Clarifai;

/// <summary>How it ended for one input: an output or an error, never both and never neither.</summary>
public sealed class PredictOutcome
{
    internal PredictOutcome(IndexedInput input, PredictOutput output)
        : this(input) => Output = output;

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

    /// <summary>What the model answered; null where there is an error.</summary>
    public PredictOutput? Output { get; }

    /// <summary>Why there is no answer; null where there is an output. An error whose kind ends the run is the last outcome.</summary>
    public ClarifaiException? Error { get; }

    internal IndexedInput Indexed { get; }
}
