using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of all prediction cmdlets.</summary>
public abstract class PredictCommand : CheckpointedCommand, IShardedCommand
{
    /// <inheritdoc/>
    [Parameter]
    [ValidateShard]
    public string? Shard { get; set; }

    /// <inheritdoc/>
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

    /// <summary>The prediction options from the parameters.</summary>
    private protected PredictOptions RunOptions => new() { MaxConcepts = MaxConcepts, MinValue = MinValue };
}
