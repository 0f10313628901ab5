using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>An embedder, and its network for the models that use it.</summary>
internal sealed class EmbedderSource : ModelSource
{
    private readonly Lazy<Task<EmbedderReader>> _reader;

    public EmbedderSource(ModelFolder folder)
        : base(folder)
    {
        Labels = folder.OnlyNetwork.Labels is { } name ? LabelFile.Read(folder.Read(name)) : [];
        _reader = new Lazy<Task<EmbedderReader>>(async () => new EmbedderReader(await LoadNetworkAsync(), Labels.Count));
    }

    /// <summary>The labels of its classes; labels may repeat.</summary>
    public IReadOnlyList<string> Labels { get; }

    public override ConceptVocabulary Vocabulary => ConceptVocabulary.None;

    public Task<EmbedderReader> Reader => _reader.Value;

    public override async Task<IPictureModel> LoadAsync() => new EmbeddingModel(await Reader);

    public override async ValueTask DisposeAsync()
    {
        // It may be test-running the network for a model that has failed in the meantime.
        if (_reader.IsValueCreated)
        {
            await ((Task)_reader.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.DisposeAsync();
    }
}
