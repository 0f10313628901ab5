using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A model of the catalogue: an id, and what a folder's model says under it. It is loaded when it is first wanted.</summary>
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

    /// <summary>
    /// Waits until the model is loaded, where that has begun, whatever comes of it: it may run its network to see whether it fits.
    /// </summary>
    public async Task FinishLoadingAsync()
    {
        if (_loaded.IsValueCreated)
        {
            await ((Task)_loaded.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
