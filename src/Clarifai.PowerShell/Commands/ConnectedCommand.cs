using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>A cmdlet that needs a connection: the given one, else the runspace's.</summary>
public abstract class ConnectedCommand : ClarifaiCommand
{
    /// <summary>The connection to use; by default the one that Connect-Clarifai made in this runspace.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public ClarifaiConnection? Connection { get; set; }

    internal ClarifaiConnection RequireConnection() => OrTerminate(() =>
    {
        ClarifaiConnection connection = Connection ?? RunspaceConnections.Current.Find() ?? throw new ClarifaiException(
            ErrorId.NotConnected,
            "Not connected. Either connect with a key: Connect-Clarifai -ApiKey (Read-Host -AsSecureString), "
            + "or use the local engine, which needs no account: Connect-Clarifai -Local. "
            + "The environment variables CLARIFAI_PAT and CLARIFAI_API_KEY work as well.");
        connection.EnsureOpen();
        connection.WasAsked = true;
        return connection;
    });
}
