namespace Clarifai.PowerShell;

/// <summary>Completes the models of the connection's app, without those that every app has.</summary>
public sealed class OwnModelCompleter : ServiceCompleter
{
    private protected override async Task<IEnumerable<(string Text, string ToolTip)>> ListAsync(
        ClarifaiClient client, ModelReference model, CancellationToken cancellation) =>
        from own in await client.GetModelsAsync(cancellationToken: cancellation).ConfigureAwait(false)
        where !PublicModels.AreIn(own.UserId, own.AppId)
        select (own.Id, own.Name);
}
