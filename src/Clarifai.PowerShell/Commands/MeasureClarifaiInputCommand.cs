using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A dry run: takes the same inputs as a prediction and reports what would be sent, without sending anything.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClarifaiInput", DefaultParameterSetName = "Path")]
[OutputType(typeof(InputMeasure))]
public sealed class MeasureClarifaiInputCommand : InputCommand
{
    private DryRun? _run;

    /// <inheritdoc cref="PredictCommand.Shard"/>
    [Parameter]
    [ValidateShard]
    public string? Shard { get; set; }

    /// <inheritdoc cref="PredictCommand.ShardRoot"/>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ShardRoot { get; set; }

    /// <summary>The kind the inputs are sent as. Default: Auto, detected from their content.</summary>
    [Parameter]
    public InputKind InputKind { get; set; } = InputKind.Auto;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _run = Own(new DryRun(this, OrTerminate(() => Connection ?? RunspaceConnections.Current.Find())));
        Inputs = new InputReader(this, InputKind, _run, shard: Shard, shardRoot: ShardRoot);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_run!.End());
}
