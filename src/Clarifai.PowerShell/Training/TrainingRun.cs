using System.Globalization;
using System.Management.Automation;
using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>
/// Trains a model: collects the examples, sends them, has a version trained and evaluated, and waits for it. Examples that the app has
/// already only get their concepts, so that a run can be repeated.
/// </summary>
internal sealed class TrainingRun : IInputTarget
{
    private const int ActivityId = 2113;
    private const int ShownConcepts = 5;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly TrainCommand _command;
    private readonly ModelReference _model;
    private readonly RetryPolicy _retry;
    private readonly TrainingClient _training;
    private readonly PredictRun _run;
    private readonly List<PredictInput> _examples = [];
    private readonly List<PredictOutcome> _stored = [];
    private StoredModel? _known;
    private int _refused;

    public TrainingRun(TrainCommand command, ModelReference model)
    {
        _command = command.OrTerminate(() => LabelReader.CheckArguments(command));
        _model = model;
        _retry = PredictRun.RetryOf(command);
        _training = new TrainingClient(command.RequireConnection().Client);
        _run = new PredictRun(command, () => new InputsTarget(model), () => new PredictOptions(), Note) { TakesOnlyImages = true };
    }

    /// <summary>The model of an argument.</summary>
    /// <exception cref="ClarifaiException">It is a public model, or the name is not valid (InvalidModelArgument).</exception>
    public static ModelReference OwnModel(ModelArgument argument)
    {
        ModelReference model = argument.ToReference();
        return model.Public is null ? model : throw IsPublic(argument);
    }

    /// <summary>The error for a model that belongs to everybody.</summary>
    public static ClarifaiException IsPublic(ModelArgument argument) =>
        new(ErrorId.InvalidModelArgument, $"The model '{argument}' is public and cannot be changed.");

    public int NextIndex => _examples.Count + _refused;

    public ServiceLimits Limits => _run.Limits;

    private IEnumerable<ExampleLabels> StoredLabels => _stored.Select(stored => stored.Input.Labels!);

    public void Expect(int count)
    {
        // All inputs are collected before the first is sent.
    }

    public ClarifaiException? Check(PredictInput input) => _run.Check(input);

    public bool MakeRoom(ClarifaiException shortage) => false;

    public void Accept(PredictInput input)
    {
        input.Release();
        if (ClarifaiCommand.Attempt(() => LabelReader.Read(_command, input), error => Refuse(error, input.Source)) is { } labels)
        {
            input.Labels = labels;
            _examples.Add(input);
        }
    }

    public void Refuse(ClarifaiException error, string source)
    {
        _refused++;
        _command.WriteFailure(error, source, endsRun: false);
    }

    /// <summary>Reads the model; null if there is none of this name.</summary>
    public StoredModel? Find() =>
        _known = _command.OrTerminate(() => _command.Ask(_retry, cancellation => _training.FindModelAsync(_model, cancellation)));

    /// <summary>The examples as text; ends the pipeline if there are none.</summary>
    /// <returns>E.g. 21 examples (cat: 12, dog: 9 and 2 counterexamples).</returns>
    public string Describe()
    {
        if (_examples.Count == 0)
        {
            Fail(new ClarifaiException(ErrorId.TrainingFailed, $"There are no examples to train the model '{_model.Name}' from."));
        }

        return Describe([.. _examples.Select(example => example.Labels!)]);
    }

    private static string Describe(IReadOnlyCollection<ExampleLabels> examples)
    {
        string[] concepts =
        [
            .. Count(examples)
                .OrderByDescending(concept => concept.Value.Examples).ThenBy(concept => concept.Key, StringComparer.Ordinal)
                .Select(concept => $"{concept.Key}: {concept.Value.Examples}" + concept.Value.Counterexamples switch
                {
                    0 => "",
                    1 => " and 1 counterexample",
                    var several => $" and {several} counterexamples",
                }),
        ];
        string more = concepts.Length > ShownConcepts ? $", and {concepts.Length - ShownConcepts} more concepts" : "";
        return string.Format(
            CultureInfo.CurrentCulture,
            "{0:N0} {1} ({2}{3})",
            examples.Count,
            examples.Count == 1 ? "example" : "examples",
            string.Join(", ", concepts.Take(ShownConcepts)),
            more);
    }

    /// <summary>Sends the examples, and trains the model.</summary>
    /// <param name="isExclusive">True if each image has exactly one of the concepts.</param>
    public TrainedModel Train(bool isExclusive)
    {
        _run.Expect(_examples.Count);
        _examples.ForEach(_run.Accept);
        _run.End();
        LabelDuplicates();
        AwaitPending();
        string[] concepts =
        [
            .. StoredLabels.SelectMany(labels => labels.Concepts.Concat(labels.NotConcepts))
                .Distinct().OrderBy(name => name, StringComparer.Ordinal),
        ];
        if (concepts.Length == 0)
        {
            Fail(new ClarifaiException(
                ErrorId.TrainingFailed, $"The model '{_model.Name}' was not trained: none of the examples could be stored."));
        }

        string[] all = [.. (_known?.Concepts ?? []).Union(concepts)];
        StoredModel model = _known is null
            ? Ask(cancellation => _training.CreateModelAsync(_model, all, isExclusive, cancellation))
            : AddConcepts(concepts, isExclusive);
        ModelReference version = _model.WithVersion(Ask(cancellation => _training.TrainAsync(_model, all, isExclusive, cancellation)));
        StoredVersion trained = _command.OrTerminate(() => Await(
            $"Training the model '{_model.Name}'",
            cancellation => _training.GetVersionAsync(version, cancellation),
            state => !state.IsInTraining,
            state => state.Status.Description ?? ""));
        if (!trained.IsTrained)
        {
            Fail(new ClarifaiServiceException(
                ErrorId.TrainingFailed,
                StatusAction.Fail,
                trained.Status,
                $"The model '{_model.Name}' was not trained: {trained.Status}. It remains "
                + $"{(_known is { Version.IsTrained: true } ? "in its last version" : "untrained")}. This run had "
                + $"{Describe([.. StoredLabels])}.")
            {
                Remedy = "Add examples with Update-ClarifaiModel, or delete the model with Remove-ClarifaiModel.",
            });
        }

        model = model with { Concepts = all, IsExclusive = isExclusive };
        return new TrainedModel(model, trained with { Id = version.VersionId }, Evaluate(version, trained), SourceOf);
    }

    private void Fail(ClarifaiException failure) => _command.WriteFailure(failure, _model.Name, endsRun: true);

    private void Note(PredictOutcome outcome)
    {
        _run.Count(outcome.Error is not null, isAnswered: true);
        if (outcome.Error is { } error)
        {
            _run.WriteFailure(error, outcome.Input.Source);
            return;
        }

        _stored.Add(outcome);
    }

    private void LabelDuplicates()
    {
        PredictOutcome[] duplicates = [.. _stored.Where(stored => stored.IsDuplicate)];
        for (int done = 0; done < duplicates.Length; done += TrainingClient.MostInputs)
        {
            PredictOutcome[] part = [.. duplicates.Skip(done).Take(TrainingClient.MostInputs)];
            IReadOnlyList<ClarifaiStatus> statuses = Ask(cancellation => _training.AddLabelsAsync(
                _model, [.. part.Select(stored => (stored.StoredId!, stored.Input.Labels!))], cancellation));
            for (int i = 0; i < part.Length; i++)
            {
                if (!statuses[i].IsSuccess)
                {
                    Lose(part[i], statuses[i]);
                }
            }
        }

        _command.WriteVerbose($"Examples already in the app: {duplicates.Length:N0}.");
    }

    // The service downloads and reads inputs in the background.
    private void AwaitPending()
    {
        PredictOutcome[] pending = [.. _stored.Where(stored => StatusCodes.IsPending(stored.Status!.Code))];
        if (pending.Length == 0)
        {
            return;
        }

        InputCounts processed = _command.OrTerminate(() => Await(
            "Waiting for the service to process the examples",
            cancellation => _training.CountInputsAsync(_model, cancellation),
            counts => counts.Pending == 0,
            counts => string.Format(CultureInfo.CurrentCulture, "{0:N0} left", counts.Pending)));
        foreach (PredictOutcome stored in processed.Failed > 0 ? pending : [])
        {
            ClarifaiStatus status = Ask(cancellation => _training.GetInputStatusAsync(_model, stored.StoredId!, cancellation));
            if (!status.IsSuccess && !StatusCodes.IsPending(status.Code))
            {
                Lose(stored, status);
            }
        }
    }

    private void Lose(PredictOutcome stored, ClarifaiStatus status)
    {
        _stored.Remove(stored);
        ErrorId id = StatusCodes.Find(status.Code).Error;
        _command.WriteFailure(
            new ClarifaiServiceException(
                id.EndsRun() ? ErrorId.InputRejected : id, StatusAction.Fail, status, $"'{stored.Input.ShownSource}': {status}."),
            stored.Input.Source,
            endsRun: false);
    }

    // A model that was created before, but not trained to its end, is used again.
    private StoredModel AddConcepts(string[] concepts, bool isExclusive)
    {
        if (concepts.Except(_known!.Concepts).Any() || isExclusive != _known.IsExclusive)
        {
            _ = Ask(async cancellation =>
                (object)await _training.AddConceptsAsync(_model, concepts, isExclusive, cancellation).ConfigureAwait(false));
        }

        return _known;
    }

    private ModelEvaluation Evaluate(ModelReference version, StoredVersion trained)
    {
        ModelEvaluation evaluation = ClarifaiCommand.Attempt(
            () => ReadEvaluation(version, trained),
            error => _command.WriteFailure(error, _model.Name, endsRun: false)) ?? trained.Evaluation;
        return evaluation.Concepts.Count > 0 ? evaluation : evaluation with { Concepts = CountStored() };
    }

    private ModelEvaluation ReadEvaluation(ModelReference version, StoredVersion state)
    {
        if (_command.Evaluate && !state.IsEvaluated)
        {
            state = _command.Ask(_retry, cancellation => _training.EvaluateAsync(version, cancellation));
            if (state.IsInEvaluation)
            {
                state = Await(
                    $"Evaluating the model '{_model.Name}'",
                    cancellation => _training.GetVersionAsync(version, cancellation),
                    found => !found.IsInEvaluation,
                    found => found.EvaluationStatus.Description ?? "");
            }

            if (!state.IsEvaluated)
            {
                throw new ClarifaiServiceException(
                    ErrorId.EvaluationFailed,
                    StatusAction.Fail,
                    state.EvaluationStatus,
                    $"The model '{_model.Name}' was trained but not evaluated: {state.EvaluationStatus}.");
            }
        }

        return state.IsEvaluated
            ? _command.Ask(_retry, cancellation => _training.GetEvaluationAsync(version, cancellation)).Evaluation
            : state.Evaluation;
    }

    // Where the service does not count, those of this run are known.
    private Dictionary<string, ConceptEvaluation> CountStored() => Count(_stored
        .GroupBy(stored => stored.StoredId, stored => stored.Input.Labels!)
        .Select(same => new ExampleLabels(
            [.. same.SelectMany(labels => labels.Concepts).Distinct()], [.. same.SelectMany(labels => labels.NotConcepts).Distinct()])));

    private static Dictionary<string, ConceptEvaluation> Count(IEnumerable<ExampleLabels> labels) => labels
        .SelectMany(given => given.Concepts.Select(name => (name, IsPositive: true))
            .Concat(given.NotConcepts.Select(name => (name, IsPositive: false))))
        .GroupBy(given => given.name)
        .ToDictionary(same => same.Key, same =>
        {
            int examples = same.Count(given => given.IsPositive);
            return new ConceptEvaluation(examples, same.Count() - examples, Precision: null, Recall: null);
        });

    private string SourceOf(StoredConfusion confusion) =>
        _stored.Find(stored => stored.StoredId == confusion.InputId)?.Input.Source ?? confusion.FileName ?? confusion.InputId;

    private T Ask<T>(Func<CancellationToken, Task<T>> request)
        where T : class => _command.OrTerminate(() => _command.Ask(_retry, request));

    // Asks again and again, with progress, until it is done.
    private T Await<T>(string activity, Func<CancellationToken, Task<T>> request, Func<T, bool> isDone, Func<T, string> describe)
    {
        TimeSpan wait = ShortestWait;
        T state;
        while (!isDone(state = _command.Ask(_retry, request)))
        {
            string text = describe(state);
            _command.WriteProgress(new ProgressRecord(ActivityId, activity, text.Length > 0 ? text : "Waiting"));
            _command.Wait(async cancellation =>
            {
                await Clock.System.DelayAsync(wait, cancellation).ConfigureAwait(false);
                return true;
            });
            wait = wait + wait < LongestWait ? wait + wait : LongestWait;
        }

        _command.WriteProgress(new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        return state;
    }
}
