using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A model of the catalog: an id, and the output of a folder's model under that id. It is loaded on first use.</summary>
internal sealed class ServedModel
{
    private readonly ModelSource _source;
    private readonly Lazy<Task<IPictureModel>> _loaded;

    public ServedModel(string id, ModelOutput output, ModelSource source)
    {
        Id = id;
        Output = output;
        Folder = source.Folder;
        _source = source;
        _loaded = new Lazy<Task<IPictureModel>>(source.LoadAsync);
    }

    public string Id { get; }

    public ModelOutput Output { get; }

    public ModelFolder Folder { get; }

    /// <summary>Every concept that an answer of this model can have.</summary>
    public ConceptVocabulary Vocabulary => _source.Vocabulary;

    /// <summary>The loaded model; the first call starts loading it.</summary>
    public Task<IPictureModel> Network => _loaded.Value;

    /// <summary>Waits for a load that has started, whatever its result: it may be test-running the network.</summary>
    public async Task FinishLoadingAsync()
    {
        if (_loaded.IsValueCreated)
        {
            await ((Task)_loaded.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
