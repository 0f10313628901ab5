using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>
/// The run of a cmdlet: sends its inputs and writes their outcomes in order, with the pump, the checkpoint and the progress display.
/// </summary>
internal sealed class PredictRun : IInputTarget
{
    private readonly RunCommand _command;
    private readonly Action<PredictOutcome> _write;
    private readonly Checkpoint? _checkpoint;
    private readonly PredictPump _pump;
    private readonly RunProgress _progress;
    private readonly VideoMeter _videos;
    private bool _hasReportedRetry;
    private bool _hasReportedVersion;
    private bool _hasReportedConcepts;

    /// <summary>Starts a run with the parameters of a cmdlet. Invalid ones end the pipeline.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="target">Returns the target.</param>
    /// <param name="predict">Returns the prediction options.</param>
    /// <param name="write">Writes the outcome of an input.</param>
    /// <param name="checkpointPath">The files that answers are taken from; they are saved to the first. None where there is none.</param>
    /// <param name="force">Continues in a checkpoint of another model or other options.</param>
    /// <param name="keepRaw">Keeps each output's JSON.</param>
    /// <param name="shrinks">Has pictures shrunk where that is asked for; false where they come as small as they are to be.</param>
    public PredictRun(
        RunCommand command,
        Func<PredictTarget> target,
        Func<PredictOptions> predict,
        Action<PredictOutcome> write,
        string[]? checkpointPath = null,
        bool force = false,
        bool keepRaw = false,
        bool shrinks = true)
    {
        _command = command;
        _write = write;
        ClarifaiConnection connection = command.RequireConnection();
        int? dimension = shrinks ? command.MaximumDimension : null;
        Limits = dimension is null ? connection.Limits : PictureShrinker.Accepted(connection.Limits);
        _videos = new VideoMeter(command, Limits);
        RetryPolicy retry = RetryOf(command);
        TimeSpan timeout = command.TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : ClarifaiClient.DefaultTimeout;
        PumpOptions options = command.OrTerminate(() => new PumpOptions
        {
            Target = checkpointPath is { Length: > 0 } ? Pinned(target(), connection) : target(),
            Predict = predict(),
            BatchSize = command.BatchSizeFor(connection),
            ThrottleLimit = command.ThrottleLimit,
            Timeout = timeout,
            VideoTimeout = TimeSpan.FromSeconds(command.TimeoutSec ?? 600),
            Retry = retry,
            KeepRaw = keepRaw,
            MaximumDimension = command.MaximumDimension,
            Shrinker = dimension is null
                ? null
                : new PictureShrinker(
                    command.EngineFor(connection, connection.EngineBeside), dimension.Value, connection.Limits, retry, timeout),
        });
        if (checkpointPath is { Length: > 0 })
        {
            _checkpoint = command.Own(command.OrTerminate(() =>
            {
                var resolver = new PathResolver(command);
                string[] paths = [.. checkpointPath.Select(resolver.ResolveLiteral)];
                return Checkpoint.Open(paths[0], connection.Client, options, force, [.. paths.Skip(1)]);
            }));
            string files = checkpointPath.Length == 1 ? $"checkpoint '{_checkpoint.FilePath}'" : "checkpoints";
            if (_checkpoint.DamagedCount > 0)
            {
                command.WriteWarning(
                    $"Damaged lines in the {files}: {_checkpoint.DamagedCount:N0}. Their inputs are sent again, unless another line has "
                    + "their answer.");
            }

            command.WriteVerbose($"Inputs answered in the {files}: {_checkpoint.FinishedCount:N0}.");
        }

        options = options with { Checkpoint = _checkpoint };
        _pump = command.Own(
            command.OrTerminate(() => new PredictPump(connection.Client, options, cancellationToken: command.Cancellation)));
        _pump.Traced += Report;
        _progress = new RunProgress(command, options.Target.Activity);
    }

    /// <summary>How a cmdlet's requests are retried.</summary>
    public static RetryPolicy RetryOf(RunCommand command) => new()
    {
        MaximumRetryCount = command.MaximumRetryCount,
        Interval = TimeSpan.FromSeconds(command.RetryIntervalSec),
    };

    public void Expect(int count)
    {
        _pump.ExpectedCount = count;
        _progress.ExpectTotal(count);
    }

    public int NextIndex => _pump.InputCount;

    public ServiceLimits Limits { get; private init; }

    /// <summary>True if videos are refused.</summary>
    public bool TakesOnlyImages { init => Limits = Limits with { AcceptsVideos = !value }; }

    public ClarifaiException? Check(PredictInput input) => !Limits.AcceptsVideos && input.Kind is MediaKind.Video
        ? new ClarifaiException(
            ErrorId.UnsupportedMediaType, $"'{input.ShownSource}' is a video: {_command.MyInvocation.MyCommand.Name} accepts only images.")
        : input.Check(Limits) ?? _videos.Check(input);

    public bool MakeRoom(ClarifaiException shortage) => _command.Stoppable(() => _pump.MakeRoom(shortage));

    public void Accept(PredictInput input) => Ask(input, Skip());

    /// <summary>Counts an input that is sent in parts, or not as is.</summary>
    /// <returns>Its position.</returns>
    public int Skip() => _pump.Skip();

    /// <summary>Sends an input that was counted, or a part of it, and writes the outcomes available so far.</summary>
    public void Ask(PredictInput input, int index)
    {
        _pump.Add(input, index);
        WriteTaken();
    }

    public void Refuse(ClarifaiException error, string source)
    {
        Skip();
        Count(failed: true, isAnswered: false);
        _command.WriteFailure(error, source, endsRun: false);
    }

    /// <summary>Counts an input as done, and writes its outcome.</summary>
    /// <param name="outcome">What became of the input.</param>
    /// <param name="write">Writes one of its outputs.</param>
    public void Write(PredictOutcome outcome, Action<PredictOutput> write)
    {
        Count(outcome.FirstError is not null, outcome.Outputs.Any(output => output.Observations.Count > 0));
        foreach (PredictOutput output in outcome.Outputs)
        {
            write(output);
        }

        foreach (ClarifaiException failure in outcome.Error is { } error ? [error] : outcome.Failures)
        {
            WriteFailure(failure, outcome.Input.Source);
        }
    }

    /// <summary>Counts an input as done.</summary>
    /// <param name="failed">True if an error was written for it.</param>
    /// <param name="isAnswered">True if the model found something in it.</param>
    public void Count(bool failed, bool isAnswered) => _progress.Count(failed, isAnswered);

    /// <summary>Reports an input without an answer; ends the pipeline if no later input can have one.</summary>
    public void WriteFailure(ClarifaiException error, string source) => _command.WriteFailure(error, source, error.EndsRun);

    /// <summary>Ends the input: writes the remaining outcomes.</summary>
    public void End()
    {
        Expect(_pump.InputCount);
        _pump.Complete();
        WriteTaken();
        _progress.End();
    }

    // Answers of an own model that was trained again must not be taken from a checkpoint. The engine knows the versions of its other
    // models.
    private PredictTarget Pinned(PredictTarget target, ClarifaiConnection connection)
    {
        if (connection.Engine is not { } engine
            || target is not ModelReference { VersionId: null, Public: null } model
            || engine.Versions.Find(model) is not null)
        {
            return target;
        }

        IReadOnlyList<ClarifaiModelVersion> versions = _command.Ask(
            RetryOf(_command), cancellation => connection.Client.GetModelVersionsAsync(model, cancellationToken: cancellation));
        return model.WithVersion(versions.FirstOrDefault(version => version.StatusCode == StatusCodes.ModelTrained)?.Id);
    }

    // Waits while the pump is full. Writing runs the downstream commands, which may throw anything: nothing is caught around it.
    private void WriteTaken()
    {
        using IEnumerator<PredictOutcome> each = _pump.Take().GetEnumerator();
        while (_command.Stoppable(each.MoveNext))
        {
            ReportOtherVersion();
            _write(each.Current);
        }
    }

    private void Report(RequestTrace trace)
    {
        string result = trace.ToString();
        _command.WriteVerbose(result);
        _command.WriteDebug($"POST {trace.Address} (Authorization: Key ***): {result}");
        _progress.Note(trace);
        if (trace is { RetryTime: { } time, Error: { } error } && !_hasReportedRetry)
        {
            _hasReportedRetry = true;
            _command.WriteWarning(
                $"{Sentence.Of(error.Message)} Retrying {time}; further retries appear only in the progress display.");
        }

        if (trace.UnknownConcepts is { } unknown && !_hasReportedConcepts)
        {
            _hasReportedConcepts = true;
            string reason = unknown.Details is { Length: > 0 } details ? details : $"{unknown}.";
            _command.WriteWarning($"-Concept: {reason}");
        }
    }

    // Known once an answer is in the checkpoint, which is after its request was reported.
    private void ReportOtherVersion()
    {
        if (_checkpoint is { OtherVersionId: { } other } && !_hasReportedVersion)
        {
            _hasReportedVersion = true;
            _command.WriteWarning(
                $"The model has changed: the checkpoint has answers from version '{Redaction.Visible(_checkpoint.StoredVersionId)}', "
                + $"but new answers come from version '{Redaction.Visible(other)}'.");
        }
    }
}
