namespace Clarifai;

/// <summary>
/// What became of one input: what the model answered or an error, never neither. Both are there where some models of a workflow have
/// answered and others not, and where a video ends early: then the frames up to there have answers.
/// </summary>
internal sealed class PredictOutcome
{
    /// <param name="input">The input.</param>
    /// <param name="status">What the service says about the input as a whole.</param>
    /// <param name="outputs">What each model says, in the order of the answer; each has a status of its own.</param>
    public PredictOutcome(IndexedInput input, ClarifaiStatus status, IReadOnlyList<PredictOutput> outputs)
    {
        Indexed = input;
        Status = status;
        AllOutputs = outputs;
        if (outputs.Count > 0 ? outputs.All(output => output.Succeeded) : status.IsSuccess)
        {
            Outputs = outputs;
        }
        else if (outputs.Any(HasAnswer))
        {
            // One model of a workflow that fails does not lose what the others say.
            Outputs = [.. outputs.Where(HasAnswer)];
            Failures =
            [
                .. outputs.Where(output => !output.Succeeded)
                    .Select(output => Failure(output.Status, outputs.Count == 1 ? "" : $", model {output.Model}")),
            ];
        }
        else
        {
            Error = Failure(status);
        }
    }

    public PredictOutcome(IndexedInput input, ClarifaiException error)
    {
        Indexed = input;
        Error = error;
    }

    public IndexedInput Indexed { get; }

    public PredictInput Input => Indexed.Input;

    /// <summary>The input's position in the run, from 0.</summary>
    public int InputIndex => Indexed.Index;

    /// <summary>What the service says about the input as a whole; null where it was not asked or did not answer.</summary>
    public ClarifaiStatus? Status { get; }

    /// <summary>What the model answered, or each model of a workflow that did; empty where there is an error.</summary>
    public IReadOnlyList<PredictOutput> Outputs { get; } = [];

    /// <summary>The same with the outputs of models that failed.</summary>
    public IReadOnlyList<PredictOutput> AllOutputs { get; } = [];

    /// <summary>What the model answered; null where there is an error. Of a workflow, what its first model did.</summary>
    public PredictOutput? Output => Outputs.Count > 0 ? Outputs[0] : null;

    /// <summary>Why models of a workflow did not answer while others did, or why the frames of a video end early.</summary>
    public IReadOnlyList<ClarifaiException> Failures { get; } = [];

    /// <summary>Why there is no answer; null where there is one. An error that ends the run is the last outcome.</summary>
    public ClarifaiException? Error { get; }

    /// <summary>What went wrong first, whether or not there are answers too; null where nothing did.</summary>
    public ClarifaiException? FirstError => Error ?? (Failures.Count > 0 ? Failures[0] : null);

    /// <summary>True where nothing is left to be asked about the input.</summary>
    public bool IsFinished => Error is null && AllOutputs.All(HasAnswer);

    private static bool HasAnswer(PredictOutput output) => output.Succeeded || output.Frames.Count > 0;

    /// <summary>True where an output is still to come: the input is to be asked about again.</summary>
    public bool IsPending => PendingError is not null;

    /// <summary>What says so.</summary>
    public ClarifaiException? PendingError => Status is null
        ? null
        : new[] { Error }.Concat(Failures).FirstOrDefault(error => error?.Action is StatusAction.WaitForModel);

    // Of an input the error cannot be one of the whole run.
    private ClarifaiServiceException Failure(ClarifaiStatus status, string model = "")
    {
        ErrorId id = StatusCodes.Find(status.Code).Error;
        return new ClarifaiServiceException(
            id is ErrorId.None || id.EndsRun() ? ErrorId.InputRejected : id,
            StatusCodes.IsPending(status.Code) ? StatusAction.WaitForModel : StatusAction.Fail,
            status,
            $"'{Input.ShownSource}'{model}: {status}.");
    }
}
