using Clarifai.PowerShell.Commands;

namespace Clarifai.PowerShell;

/// <summary>
/// What a cmdlet does with its inputs: it asks about them, and writes what becomes of each in their order. The pump behind it, the
/// checkpoint, and what is told while it runs.
/// </summary>
internal sealed class PredictRun : IInputTarget, IDisposable
{
    private readonly PredictCommand _command;
    private readonly Action<PredictOutcome> _write;
    private readonly Checkpoint? _checkpoint;
    private readonly PredictPump _pump;
    private readonly RunProgress _progress;
    private readonly VideoMeter _videos;
    private bool _hasToldOfWaiting;
    private bool _hasToldOfVersion;

    /// <summary>Begins a run with the parameters of a cmdlet. What they do not allow ends the pipeline.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="target">Tells whom it asks.</param>
    /// <param name="predict">Tells what it asks.</param>
    /// <param name="write">Writes what became of an input.</param>
    /// <param name="keepRaw">Keeps each output's JSON.</param>
    public PredictRun(
        PredictCommand command,
        Func<PredictTarget> target,
        Func<PredictOptions> predict,
        Action<PredictOutcome> write,
        bool keepRaw = false)
    {
        _command = command;
        _write = write;
        ClarifaiConnection connection = command.RequireConnection();
        Limits = connection.Limits;
        _videos = new VideoMeter(command, Limits);
        PumpOptions options = command.Demand(() => new PumpOptions
        {
            Target = target(),
            Predict = predict(),
            BatchSize = command.BatchSizeFor(connection),
            ThrottleLimit = command.ThrottleLimit,
            Timeout = TimeSpan.FromSeconds(command.TimeoutSec ?? 120),
            VideoTimeout = TimeSpan.FromSeconds(command.TimeoutSec ?? 600),
            Retry = new RetryPolicy
            {
                MaximumRetryCount = command.MaximumRetryCount,
                Interval = TimeSpan.FromSeconds(command.RetryIntervalSec),
            },
            KeepRaw = keepRaw,
        });
        if (command.CheckpointPath is { } path)
        {
            _checkpoint = command.Demand(
                () => Checkpoint.Open(new PathResolver(command).ResolveLiteral(path), connection.Client, options, command.Force));
            if (_checkpoint.DamagedCount > 0)
            {
                command.WriteWarning(
                    $"Damaged lines in the checkpoint '{_checkpoint.FilePath}': {_checkpoint.DamagedCount:N0}. "
                    + "Their inputs are sent again.");
            }

            command.WriteVerbose($"Inputs answered in the checkpoint '{_checkpoint.FilePath}': {_checkpoint.FinishedCount:N0}.");
        }

        try
        {
            options = options with { Checkpoint = _checkpoint };
            _pump = command.Demand(() => new PredictPump(connection.Client, options, cancellationToken: command.Cancellation));
        }
        catch
        {
            _checkpoint?.Dispose();
            throw;
        }

        _pump.Traced += Tell;
        _progress = new RunProgress(command, $"Asking the {options.Target.Kind} {options.Target.Name}");
    }

    public void Expect(int count) => _progress.ExpectTotal(count);

    public int NextIndex => _pump.InputCount;

    public ServiceLimits Limits { get; }

    public ClarifaiException? Check(PredictInput input) => input.Check(Limits) ?? _videos.Check(input);

    public bool MakeRoom(ClarifaiException shortage) => _command.Stoppable(() => _pump.MakeRoom(shortage));

    public void Accept(PredictInput input) => Ask(input, Skip());

    /// <summary>Counts an input that is asked about in parts, or not as it is.</summary>
    /// <returns>Its position.</returns>
    public int Skip() => _pump.Skip();

    /// <summary>Asks about an input that was counted, or about a part of it, and writes what has become known.</summary>
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

    /// <summary>Counts an input as done, and writes all that became of it.</summary>
    public void Write(PredictOutcome outcome, OutputWriter writer)
    {
        Count(outcome.FirstError is not null, outcome.Outputs.Any(output => output.Observations.Count > 0));
        foreach (PredictOutput output in outcome.Outputs)
        {
            writer.Write(output);
        }

        foreach (ClarifaiException failure in outcome.Failures)
        {
            WriteFailure(failure, outcome.Input.Source);
        }

        if (outcome.Error is { } error)
        {
            WriteFailure(error, outcome.Input.Source);
        }
    }

    /// <summary>Counts an input as done.</summary>
    /// <param name="failed">An error was written for it.</param>
    /// <param name="isAnswered">The model has said something about it.</param>
    public void Count(bool failed, bool isAnswered) => _progress.Count(failed, isAnswered);

    /// <summary>Reports an input without an answer; ends the pipeline where no later input could have one.</summary>
    public void WriteFailure(ClarifaiException error, string source) => _command.WriteFailure(error, source, error.EndsRun);

    /// <summary>No further input will come: writes what is left.</summary>
    public void End()
    {
        _progress.ExpectTotal(_pump.InputCount);
        _pump.Complete();
        WriteTaken();
        _progress.End();
    }

    public void Dispose()
    {
        _pump.Dispose();
        _checkpoint?.Dispose();
    }

    // Waits while the pump is full. Writing runs whatever stands downstream, which may throw anything: nothing is caught around it.
    private void WriteTaken()
    {
        using IEnumerator<PredictOutcome> each = _pump.Take().GetEnumerator();
        while (_command.Stoppable(each.MoveNext))
        {
            _write(each.Current);
        }
    }

    private void Tell(RequestTrace trace)
    {
        _command.WriteVerbose(trace.ToString());
        _command.WriteDebug($"POST {trace.Address} (Authorization: Key ***): {trace}");
        _progress.Note(trace);
        if (trace is { RetryDelay: { } delay, Error: { } error } && !_hasToldOfWaiting)
        {
            _hasToldOfWaiting = true;
            _command.WriteWarning(
                $"{error.ErrorId}; next try in {delay.TotalSeconds:0.#} s. The progress tells of further waits. {error.Message}");
        }

        if (_checkpoint is { OtherVersionId: { } other } && !_hasToldOfVersion)
        {
            _hasToldOfVersion = true;
            _command.WriteWarning(
                $"The model has changed: the checkpoint has answers of its version {_checkpoint.StoredVersionId}, "
                + $"and now {other} answers.");
        }
    }
}
