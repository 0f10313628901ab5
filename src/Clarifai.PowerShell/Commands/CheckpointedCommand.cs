using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>The parameters of a cmdlet whose answers can be saved to a checkpoint.</summary>
public abstract class CheckpointedCommand : RunCommand
{
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
}
