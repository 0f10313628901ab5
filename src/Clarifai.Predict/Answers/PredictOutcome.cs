namespace Clarifai;

/// <summary>
/// The outcome of one input: an answer, an error, or both. Both are set if only some models of a workflow answered, or if a video ends
/// early and only the frames before that have answers.
/// </summary>
internal sealed class PredictOutcome
{
    /// <param name="input">The input.</param>
    /// <param name="status">The service's status for the whole input.</param>
    /// <param name="outputs">The output of each model, in the order of the answer; each has its own status.</param>
    public PredictOutcome(IndexedInput input, ClarifaiStatus status, IReadOnlyList<PredictOutput> outputs)
        : this(input)
    {
        Status = status;
        AllOutputs = outputs;
        if (outputs.Count > 0 ? outputs.All(output => output.Succeeded) : status.IsSuccess)
        {
            Outputs = outputs;
        }
        else if (outputs.Any(HasAnswer))
        {
            // If one model of a workflow fails, the answers of the others are kept.
            Outputs = [.. outputs.Where(HasAnswer)];
            Failures =
            [
                .. outputs.Where(output => !output.Succeeded)
                    .Select(output => Failure(output.Status, outputs.Count == 1 ? "" : $", model '{output.Model}'")),
            ];
        }
        else
        {
            Error = Failure(status);
        }
    }

    public PredictOutcome(IndexedInput input, ClarifaiException error)
        : this(input) => Error = error;

    private PredictOutcome(IndexedInput input) => Indexed = input;

    public IndexedInput Indexed { get; }

    public PredictInput Input => Indexed.Input;

    /// <summary>The input's position in the run, from 0.</summary>
    public int InputIndex => Indexed.Index;

    /// <summary>The service's status for the whole input; null if no request was sent or no answer came.</summary>
    public ClarifaiStatus? Status { get; private init; }

    /// <summary>The outputs of the models that answered; empty if there is an error.</summary>
    public IReadOnlyList<PredictOutput> Outputs { get; } = [];

    /// <summary>All outputs, including those of models that failed.</summary>
    public IReadOnlyList<PredictOutput> AllOutputs { get; } = [];

    /// <summary>The id of the input that was stored, or of the stored one that it is a duplicate of; null for a prediction.</summary>
    public string? StoredId { get; private init; }

    /// <summary>True if the input was stored before. It was left as it is.</summary>
    public bool IsDuplicate => StoredId is not null && Status!.Code == StatusCodes.InputDuplicate;

    /// <summary>The model's output, or that of a workflow's first model; null if there is an error.</summary>
    public PredictOutput? Output => Outputs.Count > 0 ? Outputs[0] : null;

    /// <summary>Why models of a workflow did not answer while others did, or why the frames of a video end early.</summary>
    public IReadOnlyList<ClarifaiException> Failures { get; } = [];

    /// <summary>The reason for a missing answer; null if there is one. An error that ends the run is the last outcome.</summary>
    public ClarifaiException? Error { get; }

    /// <summary>The first error, whether or not there are answers too; null if there is none.</summary>
    public ClarifaiException? FirstError => Error ?? (Failures.Count > 0 ? Failures[0] : null);

    /// <summary>True if no further request is needed for the input.</summary>
    public bool IsFinished => Error is null && AllOutputs.All(HasAnswer);

    /// <summary>What became of an input that was to be stored. The service may still have to process it.</summary>
    public static PredictOutcome Stored(IndexedInput input, ClarifaiStatus status, string? id) =>
        status.IsSuccess || StatusCodes.IsPending(status.Code) || status.Code == StatusCodes.InputDuplicate
            ? new(input) { Status = status, StoredId = id ?? input.Input.ContentId }
            : new(input, status, []);

    private static bool HasAnswer(PredictOutput output) => output.Succeeded || output.Frames.Count > 0;

    /// <summary>True if an output is still pending: the input must be sent again.</summary>
    public bool IsPending => PendingError is not null;

    /// <summary>The pending status as an error; null if nothing is pending.</summary>
    public ClarifaiException? PendingError => Status is null || StoredId is not null
        ? null
        : new[] { Error }.Concat(Failures).FirstOrDefault(error => error?.Action is StatusAction.WaitForModel);

    // The error of one input must not end the whole run.
    private ClarifaiServiceException Failure(ClarifaiStatus status, string model = "")
    {
        ErrorId id = status.Code == 0 ? ErrorId.InvalidResponse : StatusCodes.Find(status.Code).Error;
        return new ClarifaiServiceException(
            id is ErrorId.None || id.EndsRun() ? ErrorId.InputRejected : id,
            StatusCodes.IsPending(status.Code) ? StatusAction.WaitForModel : StatusAction.Fail,
            status,
            $"'{Input.ShownSource}'{model}: {status}.");
    }
}
