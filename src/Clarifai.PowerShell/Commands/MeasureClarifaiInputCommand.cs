using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The dry run: takes the inputs that a prediction would, tells what it would send, and sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClarifaiInput", DefaultParameterSetName = "Path")]
[OutputType(typeof(InputMeasure))]
public sealed class MeasureClarifaiInputCommand : InputCommand
{
    private readonly List<RefusedInput> _refused = [];
    private ServiceLimits? _limits;
    private Batch? _batch;
    private int _inputs;
    private int _videos;
    private int _requests;
    private long _bytes;

    /// <summary>What the inputs are sent as: told by their content, or as said here. Default: Auto.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    private protected override MediaKind? Kind => InputKind.ToMediaKind();

    private protected override int NextIndex => _inputs + _refused.Count;

    private protected override ServiceLimits Limits => _limits!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _limits = Demand(() => (Connection ?? RunspaceConnections.Current.Find())?.Limits ?? ServiceLimits.Current);
        _batch = new Batch(BatchSize, ModelReference.Default, new PredictOptions(), _limits);
    }

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

    private protected override void Accept(PredictInput input)
    {
        input.Release();
        if (!_batch!.HasRoomFor(input))
        {
            EndRequest();
        }

        _batch.Add(new IndexedInput(input, NextIndex));
        _inputs++;
        _videos += input.Kind is MediaKind.Video ? 1 : 0;
        _bytes += input.Length;
    }

    private protected override void Refuse(ClarifaiException error, string source) => _refused.Add(new RefusedInput(source, error));

    private void EndRequest()
    {
        _requests += _batch!.Inputs.Count > 0 ? 1 : 0;
        _batch = _batch.Next();
    }
}
