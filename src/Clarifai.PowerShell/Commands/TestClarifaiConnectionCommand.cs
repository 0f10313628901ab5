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
        ClarifaiClient? accepted = Attempt(
            () => Wait(async cancellation =>
            {
                await client.CheckAsync(cancellation).ConfigureAwait(false);
                return client;
            }),
            refusal => WriteWarning(ErrorFactory.Explain(refusal).Message));
        WriteObject(accepted is not null);
    }
}
