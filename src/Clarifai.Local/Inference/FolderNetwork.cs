using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>A network of a model folder: loaded when it is first wanted, and shared by all models that look through it.</summary>
internal sealed class FolderNetwork : IAsyncDisposable
{
    private readonly Lazy<Task<OnnxNetwork>> _loaded;

    /// <param name="folder">The model that the network is of.</param>
    /// <param name="name">Its name in the manifest.</param>
    public FolderNetwork(ModelFolder folder, string name) => _loaded = new Lazy<Task<OnnxNetwork>>(() =>

        // On a thread of its own: the pool has as many as there are cores, and the web server starts on them meanwhile.
        Task.Factory.StartNew(
            () => OnnxNetwork.Load(folder, name), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

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
