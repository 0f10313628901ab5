namespace Clarifai.PowerShell;

/// <summary>Completes the workflows of the connection's app, or of the local engine.</summary>
public sealed class WorkflowCompleter : ServiceCompleter
{
    private protected override async Task<IEnumerable<(string Text, string ToolTip)>> ListAsync(
        ClarifaiClient client, ModelReference model, CancellationToken cancellation) =>
        from workflow in await client.GetWorkflowsAsync(cancellation).ConfigureAwait(false)
        select (workflow, workflow);
}
