using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A cmdlet that asks about inputs: the options of every run, the pump behind it, and what is told while it runs.</summary>
public abstract class PredictCommand : InputCommand
{
    private PredictPump? _pump;
    private Checkpoint? _checkpoint;
    private RunProgress? _progress;
    private ServiceLimits? _limits;

    /// <summary>At most this many concepts an input, 1 to 200. The service's default is 20.</summary>
    [Parameter]
    [ValidateRange(1, 200)]
    public int? MaxConcepts { get; set; }

    /// <summary>Only concepts of at least this value, 0 to 1. The service's default is 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? MinValue { get; set; }

    /// <summary>Requests under way at the same time. Default: 4.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Seconds that one attempt may take. Default: 120, with videos 600.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>How often a request is sent again after a passing fault. Default: 4.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Seconds of the first wait, at most; each further one is up to twice as long, 30 seconds at most. Default: 1.</summary>
    [Parameter]
    [ValidateRange(0, 30)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>
    /// A file of JSON lines that every answer is kept in: a later run with the same file takes the finished inputs from it, and asks only
    /// about the rest and about those that failed.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Goes on in a checkpoint of another model or other options; its answers are kept in the file but not used.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override int NextIndex => _pump!.InputCount;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ClarifaiConnection connection = RequireConnection();
        _limits = connection.Limits;
        PumpOptions options = Demand(PumpOptions);
        _checkpoint = CheckpointPath is { } path ? Demand(() => OpenCheckpoint(path, connection.Client, options)) : null;
        options = options with { Checkpoint = _checkpoint };
        _pump = Demand(() => new PredictPump(connection.Client, options, cancellationToken: Cancellation));
        _pump.Reported += Tell;
        _progress = new RunProgress(this, $"Asking the {options.Target.Kind} {options.Target.Name}");
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _progress!.ExpectTotal(_pump!.InputCount);
        _pump.Complete();
        WriteTaken();
        _progress.End();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _pump?.Dispose();
        _checkpoint?.Dispose();
    }

    private protected override ServiceLimits Limits => _limits!;

    /// <summary>True where each output's JSON is kept.</summary>
    private protected virtual bool NeedsRaw => false;

    /// <summary>The model or workflow to ask.</summary>
    /// <exception cref="ClarifaiException">It is none, or does not fit the other arguments (InvalidModelArgument).</exception>
    private protected abstract PredictTarget Target();

    /// <summary>What to ask of it.</summary>
    private protected virtual PredictOptions Options => new() { MaxConcepts = MaxConcepts, MinValue = MinValue };

    private protected PredictPump Pump => _pump!;

    /// <summary>Emits what there is to say about one input, or part of one.</summary>
    private protected abstract void Write(PredictOutcome outcome);

    private protected override void Accept(PredictInput input)
    {
        _pump!.Add(input);
        WriteTaken();
    }

    private protected override void Refuse(ClarifaiException error, string source)
    {
        _pump!.Skip();
        _progress!.Count(failed: true);
        WriteError(ErrorFactory.Create(error, source));
    }

    private Checkpoint OpenCheckpoint(string path, ClarifaiClient client, PumpOptions options)
    {
        var checkpoint = Checkpoint.Open(ResolveLiteral(path), client, options, Force);
        WriteVerbose($"The checkpoint '{checkpoint.FilePath}' has the answers about {checkpoint.FinishedCount:N0} inputs.");
        return checkpoint;
    }

    private PumpOptions PumpOptions() => new()
    {
        Target = Target(),
        Predict = Options,
        BatchSize = BatchSize,
        ThrottleLimit = ThrottleLimit,
        Timeout = TimeSpan.FromSeconds(TimeoutSec ?? 120),
        VideoTimeout = TimeSpan.FromSeconds(TimeoutSec ?? 600),
        Retry = new RetryPolicy { MaximumRetryCount = MaximumRetryCount, Interval = TimeSpan.FromSeconds(RetryIntervalSec) },
        KeepRaw = NeedsRaw,
    };

    /// <summary>Emits what has become known, and waits while the pump is full.</summary>
    // Writing runs whatever stands downstream, which may throw anything: nothing is caught around it.
    private protected void WriteTaken()
    {
        using IEnumerator<PredictOutcome> each = _pump!.Take().GetEnumerator();
        while (MoveNext(each))
        {
            Write(each.Current);
        }
    }

    private bool MoveNext(IEnumerator<PredictOutcome> outcomes)
    {
        try
        {
            return outcomes.MoveNext();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Tell(RequestTrace report)
    {
        WriteVerbose(report.ToString());
        WriteDebug($"POST {report.Address} (Authorization: Key ***): {report}");
        _progress!.Note(report);
    }

    /// <summary>Counts an input as done, for the progress.</summary>
    private protected void Count(bool failed) => _progress!.Count(failed);

    /// <summary>Reports an input without an answer; ends the pipeline where no later input could have one.</summary>
    private protected void WriteFailure(ClarifaiException error, string source)
    {
        ErrorRecord record = ErrorFactory.Create(error, source);
        if (error.EndsRun)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }
}
