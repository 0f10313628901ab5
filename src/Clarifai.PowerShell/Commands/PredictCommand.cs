using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of every cmdlet that asks about inputs.</summary>
public abstract class PredictCommand : InputCommand
{
    /// <summary>At most this many concepts an input, 1 to 200. The service's default is 20.</summary>
    [Parameter]
    [ValidateRange(1, PredictOptions.MostConcepts)]
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

    /// <summary>How often a request is sent again after a transient fault. Default: 4.</summary>
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

    /// <summary>What the parameters say of the question.</summary>
    private protected PredictOptions RunOptions => new() { MaxConcepts = MaxConcepts, MinValue = MinValue };
}
