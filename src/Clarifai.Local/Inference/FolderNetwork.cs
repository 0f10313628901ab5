namespace Clarifai.Local.Inference;

/// <summary>A network of a model folder: loaded when it is first wanted, and shared by all models that look through it.</summary>
internal sealed class FolderNetwork<T> : IAsyncDisposable
    where T : IDisposable
{
    private readonly Lazy<Task<T>> _loaded;

    /// <param name="load">Loads it.</param>
    public FolderNetwork(Func<T> load) => _loaded = new Lazy<Task<T>>(() =>

        // On a thread of its own: the pool has as many as there are cores, and the web server starts on them meanwhile.
        Task.Factory.StartNew(load, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <summary>The network; the first call starts loading it.</summary>
    public Task<T> Loaded => _loaded.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_loaded.IsValueCreated)
        {
            return;
        }

        // The runtime must not be taken down while it reads a model; whoever asked for the model has heard why it could not be read.
        Task<T> loading = _loaded.Value;
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading).Dispose();
        }
    }
}
