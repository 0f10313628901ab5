using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>
/// Checks with one free request whether the service is reachable and accepts the key. Writes the reason as a warning if not.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "ClarifaiConnection")]
[OutputType(typeof(bool))]
public sealed class TestClarifaiConnectionCommand : ConnectedCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ClarifaiClient client = RequireConnection().Client;
        ClarifaiException? refusal = Wait(cancellation => CheckAsync(client, cancellation));
        if (refusal is not null)
        {
            WriteWarning(ErrorFactory.Explain(refusal).Message);
        }

        WriteObject(refusal is null);
    }

    private static async Task<ClarifaiException?> CheckAsync(ClarifaiClient client, CancellationToken cancellation)
    {
        try
        {
            await client.CheckAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (ClarifaiException e)
        {
            return e;
        }
    }
}
