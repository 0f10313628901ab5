namespace Clarifai.PowerShell;

/// <summary>Completes the names of models that return embeddings, and of own ones.</summary>
public sealed class EmbedderCompleter : ModelCompleter
{
    private protected override bool Offers(PublicModel model) => model.Output == PublicModels.Embeddings;
}
