namespace Clarifai.Local.Inference;

/// <summary>A model of the catalogue: an id, and what a folder's network says under it. It is loaded when it is first wanted.</summary>
internal sealed class ServedModel
{
    private readonly Lazy<Task<IPictureModel>> _loaded;

    public ServedModel(string id, ModelOutput output, ModelFolder folder, FolderNetwork network)
    {
        Id = id;
        Output = output;
        Folder = folder;
        Vocabulary = output == ModelOutput.Regions ? folder.Vocabulary.OfClassesOnly() : folder.Vocabulary;
        _loaded = new Lazy<Task<IPictureModel>>(() => LoadAsync(folder, output, network));
    }

    public string Id { get; }

    public ModelOutput Output { get; }

    public ModelFolder Folder { get; }

    /// <summary>Every concept that an answer of this model can have.</summary>
    public ConceptVocabulary Vocabulary { get; }

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

    private static async Task<IPictureModel> LoadAsync(ModelFolder folder, ModelOutput output, FolderNetwork network) =>
        (folder.Manifest.Family, output) switch
        {
            (ModelFamily.Palette, _) => new PaletteModel(folder),
            (ModelFamily.BlazeFace, _) => new BlazeFaceModel(folder, await network.Loaded),
            (ModelFamily.NanoDet, ModelOutput.Regions) => new NanoDetBoxModel(folder, await network.Loaded),
            (ModelFamily.NanoDet, _) => new NanoDetConceptModel(folder, await network.Loaded),
            _ => new ClassifierModel(folder, await network.Loaded),
        };
}
