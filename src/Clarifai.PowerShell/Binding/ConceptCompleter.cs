namespace Clarifai.PowerShell;

/// <summary>Completes the concepts that the model can return.</summary>
public sealed class ConceptCompleter : ServiceCompleter
{
    private protected override async Task<IEnumerable<(string Text, string ToolTip)>> ListAsync(
        ClarifaiClient client, ModelReference model, CancellationToken cancellation) =>
        from concept in await client.GetConceptsAsync(model, cancellation).ConfigureAwait(false)
        select (concept.Name, concept.Id ?? concept.Name);
}
