using System.Management.Automation;

namespace Clarifai.PowerShell.Commands;

/// <summary>Tells whether the service is there and takes the key, by one request that costs nothing. Warns why not.</summary>
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
