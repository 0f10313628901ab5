using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of all prediction cmdlets.</summary>
public abstract class PredictCommand : RunCommand
{
    /// <summary>The part of the inputs that this run takes: n/m, from 1/m to m/m. Default: all inputs.</summary>
    [Parameter]
    [ValidateShard]
    public string? Shard { get; set; }

    /// <summary>
    /// The folder that files are named relative to, in -Shard and in a checkpoint, so that they have the same names wherever it is mounted.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ShardRoot { get; set; }

    /// <summary>The most concepts per input, 1 to 200. The service's default is 20.</summary>
    [Parameter]
    [ValidateRange(1, PredictOptions.MostConcepts)]
    public int? MaxConcepts { get; set; }

    /// <summary>Only concepts of at least this value, 0 to 1. The service's default is 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? MinValue { get; set; }

    /// <summary>
    /// A JSON Lines file that every answer is saved to: a later run with the same file takes the finished inputs from it and sends only the
    /// rest and those that failed. Finished inputs are taken from further files as well.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CheckpointPath { get; set; } = [];

    /// <summary>Continues in a checkpoint of another model or other options; its answers stay in the file but are not used.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The prediction options from the parameters.</summary>
    private protected PredictOptions RunOptions => new() { MaxConcepts = MaxConcepts, MinValue = MinValue };

    /// <summary>Begins a run that emits what models find.</summary>
    private protected PredictRun Begin(Func<PredictTarget> target, Func<PredictOptions> options, InputKind kind, OutputForm form)
    {
        var writer = new OutputWriter(this, form);
        PredictRun? run = null;
        run = new PredictRun(
            this,
            target,
            options,
            outcome => run!.Write(outcome, writer.Write),
            CheckpointPath,
            Force,
            keepRaw: form is OutputForm.Raw);
        Inputs = new InputReader(this, kind, run, shard: Shard, shardRoot: ShardRoot);
        return run;
    }
}
