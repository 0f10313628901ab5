using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A dry run: takes the same inputs as a prediction and reports what would be sent, without sending anything.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClarifaiInput", DefaultParameterSetName = "Path")]
[OutputType(typeof(InputMeasure))]
public sealed class MeasureClarifaiInputCommand : InputCommand, IShardedCommand, IInputTarget
{
    private readonly List<RefusedInput> _refused = [];
    private readonly Queue<(PredictInput Input, Task<PredictOutcome?> Shrinking)> _shrinking = new();
    private readonly RequestRoom _room = new(handles: null, letGo: () => { });
    private readonly EngineBeside _ownEngine = new();
    private PictureShrinker? _shrinker;
    private ServiceLimits? _limits;
    private InputReader? _reader;
    private VideoMeter? _videoLengths;
    private Batch? _batch;
    private int _inputs;
    private int _videos;
    private int _requests;
    private long _bytes;
    private long _bytesToSend;

    /// <inheritdoc/>
    [Parameter]
    [ValidateShard]
    public string? Shard { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ShardRoot { get; set; }

    /// <summary>The kind the inputs are sent as. Default: Auto, detected from their content.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ClarifaiConnection? connection = OrTerminate(() => Connection ?? RunspaceConnections.Current.Find());
        _limits = connection?.Limits ?? ServiceLimits.Current;
        if (MaximumDimension is { } dimension)
        {
            _shrinker = new PictureShrinker(
                EngineFor(connection, connection?.EngineBeside ?? _ownEngine),
                dimension,
                _limits,
                new RetryPolicy(),
                ClarifaiClient.DefaultTimeout);
            _limits = PictureShrinker.Accepted(_limits);
        }

        _batch = new Batch(BatchSizeFor(connection), ModelReference.Default, new PredictOptions(), _limits);
        _videoLengths = new VideoMeter(this, _limits);
        _reader = new InputReader(this, InputKind.ToMediaKind(), this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _reader!.Read();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_shrinking.Count > 0)
        {
            CountNext();
        }

        EndRequest();
        WriteObject(new InputMeasure
        {
            Inputs = _inputs,
            Images = _inputs - _videos,
            Videos = _videos,
            Bytes = _bytes,
            BytesToSend = _bytesToSend,
            Requests = _requests,
            Refused = new AnswerList<RefusedInput>(_refused),
        });
    }

    void IInputTarget.Expect(int count)
    {
        // It counts by itself.
    }

    int IInputTarget.NextIndex => _inputs + _refused.Count + _shrinking.Count;

    ServiceLimits IInputTarget.Limits => _limits!;

    ClarifaiException? IInputTarget.Check(PredictInput input) =>
        input.Check(_limits!) ?? _videoLengths!.Check(input);

    bool IInputTarget.MakeRoom(ClarifaiException shortage) => false;

    void IInputTarget.Accept(PredictInput input)
    {
        input.Release();
        if (_shrinker is null)
        {
            Count(input, input.Length);
            return;
        }

        _shrinking.Enqueue((input, _shrinker.ShrinkAsync(new IndexedInput(input, ((IInputTarget)this).NextIndex), _room, Cancellation)));
        if (_shrinking.Count > 2 * Environment.ProcessorCount)
        {
            CountNext();
        }
    }

    void IInputTarget.Refuse(ClarifaiException error, string source) => _refused.Add(new RefusedInput(source, error));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _ownEngine.End();
    }

    private void CountNext()
    {
        (PredictInput input, Task<PredictOutcome?> shrinking) = _shrinking.Dequeue();
        if (OrTerminate(() => Wait(_ => shrinking)) is { Error: { } error })
        {
            _refused.Add(new RefusedInput(input.Source, error));
            return;
        }

        long length = input.Sent?.Content.Length ?? input.Length;
        input.Sent = null;
        Count(input, length);
    }

    private void Count(PredictInput input, long lengthToSend)
    {
        if (!_batch!.HasRoomFor(input))
        {
            EndRequest();
        }

        _batch.Add(new IndexedInput(input, _inputs));
        _inputs++;
        _videos += input.Kind is MediaKind.Video ? 1 : 0;
        _bytes += input.Length;
        _bytesToSend += lengthToSend;
    }

    private void EndRequest()
    {
        _requests += _batch!.Inputs.Count > 0 ? 1 : 0;
        _batch = _batch.Next();
    }
}
