using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Closes a connection; stops the local engine that was started for it.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Clarifai")]
[OutputType(typeof(void))]
public sealed class DisconnectClarifaiCommand : ClarifaiCommand
{
    /// <summary>The connection to close; by default the one that Connect-Clarifai made last in this runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ConnectionTransformation]
    [ValidateNotNull]
    public ClarifaiConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Connection is not null)
        {
            RunspaceConnections.Current.Close(Connection);
        }
        else if (!RunspaceConnections.Current.CloseDefault())
        {
            WriteVerbose("There is no connection to close.");
        }
    }
}
