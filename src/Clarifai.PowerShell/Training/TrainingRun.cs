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
    private readonly List<Example> _examples = [];
    private readonly List<(string Id, PredictInput Input)> _stored = [];
    private readonly List<(string Id, PredictInput Input)> _duplicates = [];
    private readonly List<(string Id, PredictInput Input)> _pending = [];
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
            _examples.Add(new Example(input, labels));
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

    /// <summary>False, with an error, if there is nothing to learn from.</summary>
    public bool HasExamples()
    {
        if (_examples.Count > 0)
        {
            return true;
        }

        _command.WriteFailure(
            new ClarifaiException(ErrorId.TrainingFailed, $"There are no examples to train the model '{_model.Name}' from."),
            _model.Name,
            endsRun: true);
        return false;
    }

    /// <summary>The examples as text.</summary>
    /// <returns>E.g. 21 examples (cat: 12, dog: 9 and 2 counterexamples).</returns>
    public string Describe() => Describe([.. _examples.Select(example => example.Labels)]);

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
        Send();
        LabelDuplicates();
        AwaitPending();
        string[] concepts =
        [
            .. _stored.SelectMany(stored => stored.Input.Labels!.Concepts.Concat(stored.Input.Labels.NotConcepts))
                .Distinct().OrderBy(name => name, StringComparer.Ordinal),
        ];
        if (concepts.Length == 0)
        {
            _command.WriteFailure(
                new ClarifaiException(
                    ErrorId.TrainingFailed, $"The model '{_model.Name}' was not trained: none of the examples could be stored."),
                _model.Name,
                endsRun: true);
        }

        string[] all = [.. (_known?.Concepts ?? []).Union(concepts)];
        StoredModel model = _known is null
            ? Ask(cancellation => _training.CreateModelAsync(_model, all, isExclusive, cancellation))
            : AddConcepts(concepts, isExclusive);
        ModelReference version = _model.WithVersion(
            Ask(cancellation => _training.TrainAsync(_model, all, isExclusive, cancellation)));
        StoredVersion trained = _command.OrTerminate(() => Await(
            $"Training the model '{_model.Name}'",
            cancellation => _training.GetVersionAsync(version, cancellation),
            state => !state.IsInTraining,
            state => state.Status.Description ?? ""));
        if (!trained.IsTrained)
        {
            _command.WriteFailure(
                new ClarifaiServiceException(
                    ErrorId.TrainingFailed,
                    StatusAction.Fail,
                    trained.Status,
                    $"The model '{_model.Name}' was not trained: {trained.Status}. It remains "
                    + $"{(_known is { Version.IsTrained: true } ? "in its last version" : "untrained")}. This run had "
                    + $"{Describe([.. _stored.Select(stored => stored.Input.Labels!)])}.")
                {
                    Remedy = "Add examples with Update-ClarifaiModel, or delete the model with Remove-ClarifaiModel.",
                },
                _model.Name,
                endsRun: true);
        }

        model = model with { Concepts = all, IsExclusive = isExclusive };
        return new TrainedModel(model, trained with { Id = version.VersionId }, Evaluate(version, trained), SourceOf);
    }

    private void Send()
    {
        _run.Expect(_examples.Count);
        foreach (Example example in _examples)
        {
            example.Input.Labels = example.Labels;
            _run.Accept(example.Input);
        }

        _run.End();
    }

    private void Note(PredictOutcome outcome)
    {
        _run.Count(outcome.Error is not null, isAnswered: true);
        if (outcome.Error is { } error)
        {
            _run.WriteFailure(error, outcome.Input.Source);
            return;
        }

        (string Id, PredictInput Input) stored = (outcome.StoredId!, outcome.Input);
        _stored.Add(stored);
        if (outcome.IsDuplicate)
        {
            _duplicates.Add(stored);
        }
        else if (StatusCodes.IsPending(outcome.Status!.Code))
        {
            _pending.Add(stored);
        }
    }

    private void LabelDuplicates()
    {
        for (int done = 0; done < _duplicates.Count; done += TrainingClient.MostInputs)
        {
            (string Id, PredictInput Input)[] part = [.. _duplicates.Skip(done).Take(TrainingClient.MostInputs)];
            IReadOnlyList<ClarifaiStatus> statuses = Ask(cancellation => _training.AddLabelsAsync(
                _model, [.. part.Select(stored => (stored.Id, stored.Input.Labels!))], cancellation));
            for (int i = 0; i < part.Length; i++)
            {
                if (!statuses[i].IsSuccess)
                {
                    Lose(part[i], statuses[i]);
                }
            }
        }

        _command.WriteVerbose($"Examples already in the app: {_duplicates.Count:N0}.");
    }

    // The service downloads and reads inputs in the background.
    private void AwaitPending()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        InputCounts processed = _command.OrTerminate(() => Await(
            "Waiting for the service to process the examples",
            cancellation => _training.CountInputsAsync(_model, cancellation),
            counts => counts.Pending == 0,
            counts => string.Format(CultureInfo.CurrentCulture, "{0:N0} left", counts.Pending)));
        foreach ((string Id, PredictInput Input) stored in processed.Failed > 0 ? _pending : [])
        {
            ClarifaiStatus status = Ask(cancellation => _training.GetInputStatusAsync(_model, stored.Id, cancellation));
            if (!status.IsSuccess && !StatusCodes.IsPending(status.Code))
            {
                Lose(stored, status);
            }
        }
    }

    private void Lose((string Id, PredictInput Input) stored, ClarifaiStatus status)
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

    private ModelEvaluation ReadEvaluation(ModelReference version, StoredVersion trained)
    {
        StoredVersion state = trained;
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
        .GroupBy(stored => stored.Id, stored => stored.Input.Labels!)
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
        _stored.Where(stored => stored.Id == confusion.InputId).Select(stored => stored.Input.Source).FirstOrDefault()
        ?? confusion.FileName ?? confusion.InputId;

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
