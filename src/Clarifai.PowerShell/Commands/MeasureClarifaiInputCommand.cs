using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A dry run: takes the same inputs as a prediction and reports what would be sent, without sending anything.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClarifaiInput", DefaultParameterSetName = "Path")]
[OutputType(typeof(InputMeasure))]
public sealed class MeasureClarifaiInputCommand : InputCommand, IInputTarget
{
    private readonly List<RefusedInput> _refused = [];
    private ServiceLimits? _limits;
    private InputReader? _reader;
    private VideoMeter? _videoLengths;
    private Batch? _batch;
    private int _inputs;
    private int _videos;
    private int _requests;
    private long _bytes;

    /// <summary>The kind the inputs are sent as. Default: Auto, detected from their content.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ClarifaiConnection? connection = OrTerminate(() => Connection ?? RunspaceConnections.Current.Find());
        _limits = connection?.Limits ?? ServiceLimits.Current;
        _batch = new Batch(BatchSizeFor(connection), ModelReference.Default, new PredictOptions(), _limits);
        _videoLengths = new VideoMeter(this, _limits);
        _reader = new InputReader(this, InputKind.ToMediaKind(), this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _reader!.Read();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        EndRequest();
        WriteObject(new InputMeasure
        {
            Inputs = _inputs,
            Images = _inputs - _videos,
            Videos = _videos,
            Bytes = _bytes,
            Requests = _requests,
            Refused = _refused,
        });
    }

    void IInputTarget.Expect(int count)
    {
        // It counts by itself.
    }

    int IInputTarget.NextIndex => _inputs + _refused.Count;

    ServiceLimits IInputTarget.Limits => _limits!;

    ClarifaiException? IInputTarget.Check(PredictInput input) =>
        input.Check(_limits!) ?? _videoLengths!.Check(input);

    bool IInputTarget.MakeRoom(ClarifaiException shortage) => false;

    void IInputTarget.Accept(PredictInput input)
    {
        input.Release();
        if (!_batch!.HasRoomFor(input))
        {
            EndRequest();
        }

        _batch.Add(new IndexedInput(input, _inputs));
        _inputs++;
        _videos += input.Kind is MediaKind.Video ? 1 : 0;
        _bytes += input.Length;
    }

    void IInputTarget.Refuse(ClarifaiException error, string source) => _refused.Add(new RefusedInput(source, error));

    private void EndRequest()
    {
        _requests += _batch!.Inputs.Count > 0 ? 1 : 0;
        _batch = _batch.Next();
    }
}
