namespace Clarifai.Local.Inference;

/// <summary>A model of the catalogue. Its weights are loaded when they are first wanted.</summary>
internal sealed class ServedModel : IAsyncDisposable
{
    private readonly Lazy<Task<IPictureModel>> _loaded;

    public ServedModel(ModelFolder folder)
    {
        Folder = folder;
        _loaded = new Lazy<Task<IPictureModel>>(() => Task.Run<IPictureModel>(() => Load(folder)));
    }

    public ModelFolder Folder { get; }

    public string Id => Folder.Manifest.Serves;

    /// <summary>The network; the first call starts loading it.</summary>
    public Task<IPictureModel> Network => _loaded.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_loaded.IsValueCreated)
        {
            return;
        }

        // The runtime must not be taken down while it reads a model; whoever asked for the model has heard why it could not be read.
        Task<IPictureModel> loading = _loaded.Value;
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading).Dispose();
        }
    }

    private static NanoDetModel Load(ModelFolder folder) => folder.Manifest.Family switch
    {
        ModelFamily.NanoDet => new NanoDetModel(folder),
        ModelFamily other => throw new InvalidDataException($"Model {folder.Manifest.Name} is of an unknown family, {other}."),
    };
}
