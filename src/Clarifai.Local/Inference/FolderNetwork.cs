namespace Clarifai.Local.Inference;

/// <summary>A model folder's network: loaded when it is first wanted, and shared by all that the folder serves.</summary>
internal sealed class FolderNetwork : IAsyncDisposable
{
    private readonly Lazy<Task<OnnxNetwork>> _loaded;

    public FolderNetwork(ModelFolder folder) => _loaded = new Lazy<Task<OnnxNetwork>>(() => Task.Run(() => OnnxNetwork.Load(folder)));

    /// <summary>The network; the first call starts loading it.</summary>
    public Task<OnnxNetwork> Loaded => _loaded.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_loaded.IsValueCreated)
        {
            return;
        }

        // The runtime must not be taken down while it reads a model; whoever asked for the model has heard why it could not be read.
        Task<OnnxNetwork> loading = _loaded.Value;
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading).Dispose();
        }
    }
}
