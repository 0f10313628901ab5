using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A dry run: takes the same inputs as a prediction and reports what would be sent, without sending anything.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClarifaiInput", DefaultParameterSetName = "Path")]
[OutputType(typeof(InputMeasure))]
public sealed class MeasureClarifaiInputCommand : InputCommand, IShardedCommand
{
    private readonly EngineBeside _ownEngine = new();
    private DryRun? _run;
    private InputReader? _reader;

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
        _run = new DryRun(this, OrTerminate(() => Connection ?? RunspaceConnections.Current.Find()), _ownEngine);
        _reader = new InputReader(this, InputKind.ToMediaKind(), _run);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _reader!.Read();

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_run!.End());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _ownEngine.End();
    }
}
