using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Shows the connection that cmdlets of this runspace use. The key is never shown.</summary>
[Cmdlet(VerbsCommon.Get, "ClarifaiConnection")]
[OutputType(typeof(ClarifaiConnection))]
public sealed class GetClarifaiConnectionCommand : ClarifaiCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (OrTerminate(RunspaceConnections.Current.Find) is { } connection)
        {
            WriteObject(connection);
        }
    }
}
