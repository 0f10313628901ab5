using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of all cmdlets that send inputs.</summary>
public abstract class RunCommand : InputCommand
{
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
}
