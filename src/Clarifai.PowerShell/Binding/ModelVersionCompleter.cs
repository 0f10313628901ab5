namespace Clarifai.PowerShell;

/// <summary>Completes the versions of the model.</summary>
public sealed class ModelVersionCompleter : ServiceCompleter
{
    private protected override async Task<IEnumerable<(string Text, string ToolTip)>> ListAsync(
        ClarifaiClient client, ModelReference model, CancellationToken cancellation) =>
        from version in await client.GetModelVersionsAsync(model, cancellationToken: cancellation).ConfigureAwait(false)
        select (version.Id, $"{version.Model}, {version.CreatedAt:yyyy-MM-dd}");
}
