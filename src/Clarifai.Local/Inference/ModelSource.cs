using Clarifai.Local.Manifests;
using Clarifai.Local.TextReading;

namespace Clarifai.Local.Inference;

/// <summary>A model before its networks are loaded: its vocabulary, and how to load it.</summary>
internal abstract class ModelSource : IAsyncDisposable
{
    private readonly FolderNetwork<OnnxNetwork> _network;

    protected ModelSource(ModelFolder folder)
    {
        Folder = folder;
        _network = new FolderNetwork<OnnxNetwork>(() => OnnxNetwork.Load(folder, folder.Manifest.Networks.Keys.Single()));
    }

    public ModelFolder Folder { get; }

    /// <summary>Every concept that an answer of this model can have.</summary>
    public abstract ConceptVocabulary Vocabulary { get; }

    /// <summary>Opens a model folder and reads its tables, by its family.</summary>
    /// <param name="manifest">The folder's manifest.</param>
    /// <param name="others">The models whose networks it may use; of two with the same name, the first counts.</param>
    /// <exception cref="ModelFileException">A file of the folder is missing or not valid.</exception>
    public static ModelSource Open(ManifestFile manifest, IReadOnlyList<ModelSource> others)
    {
        ModelSource[] withNetworks = [.. others.Where(other => other.Folder.Manifest.HasOneNetwork)];
        var folder = ModelFolder.Open(manifest, [.. withNetworks.Select(other => other.Folder)]);
        return manifest.Content.Family switch
        {
            ModelFamily.Classifier => new ClassifierSource(folder),
            ModelFamily.Embedder => new EmbedderSource(folder),
            ModelFamily.NanoDet => new DetectorSource<ObjectReading>(
                folder, (network, labels, threshold) => new NanoDetReader(network, labels, threshold)),
            ModelFamily.BlazeFace => new DetectorSource<FaceReading>(
                folder, (network, labels, threshold) => new BlazeFaceReader(network, labels, threshold)),
            ModelFamily.Palette => new PaletteSource(folder),
            ModelFamily.TextReader => new TextSource(folder),
            _ => new CombinedSource(folder, withNetworks),
        };
    }

    /// <summary>Loads what the model needs.</summary>
    /// <exception cref="ModelFileException">A network cannot be loaded, or does not match.</exception>
    public abstract Task<IPictureModel> LoadAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Loads the network of a model with its own network.</summary>
    protected Task<OnnxNetwork> LoadNetworkAsync() => _network.Loaded;
}
