using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A model of the catalog: an id, and the output of a folder's model under that id. It is loaded on first use.</summary>
internal sealed class ServedModel
{
    private readonly ModelSource _source;
    private readonly Lazy<Task<IPictureModel>> _loaded;

    private readonly Lazy<ModelDescription> _description;

    /// <param name="id">The id.</param>
    /// <param name="output">The output under that id.</param>
    /// <param name="source">The folder's model.</param>
    /// <param name="description">What answers say about it; by default it is derived from the folder.</param>
    public ServedModel(string id, ModelOutput output, ModelSource source, ModelDescription? description = null)
    {
        Id = id;
        Output = output;
        Folder = source.Folder;
        _source = source;
        _description = new Lazy<ModelDescription>(() => description ?? ModelDescription.Of(id, output, Folder, Vocabulary));
        _loaded = new Lazy<Task<IPictureModel>>(source.LoadAsync);
    }

    public string Id { get; }

    public ModelOutput Output { get; }

    public ModelFolder Folder { get; }

    public ModelDescription Description => _description.Value;

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
