using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of all prediction cmdlets.</summary>
public abstract class PredictCommand : InputCommand
{
    /// <summary>The most concepts per input, 1 to 200. The service's default is 20.</summary>
    [Parameter]
    [ValidateRange(1, PredictOptions.MostConcepts)]
    public int? MaxConcepts { get; set; }

    /// <summary>Only concepts of at least this value, 0 to 1. The service's default is 0.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? MinValue { get; set; }

    /// <summary>The number of concurrent requests. Default: 4.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>The timeout of one attempt in seconds. Default: 120, with videos 600.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>How often a request is retried after a transient fault. Default: 4.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>
    /// The longest first retry delay in seconds; each further one is up to twice as long, at most 30 seconds. Default: 1.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 30)]
    public int RetryIntervalSec { get; set; } = 1;

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
}
