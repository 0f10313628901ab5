namespace Clarifai.Local.Inference;

/// <summary>A network of a model folder: loaded on first use, and shared by all models that use it.</summary>
internal sealed class FolderNetwork<T> : IAsyncDisposable
    where T : IDisposable
{
    private readonly Lazy<Task<T>> _loaded;

    /// <param name="load">Loads it.</param>
    public FolderNetwork(Func<T> load) => _loaded = new Lazy<Task<T>>(() =>

        // On its own thread: the pool has one thread per core, and the web server starts on them meanwhile.
        Task.Factory.StartNew(load, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <summary>The network; the first call starts loading it.</summary>
    public Task<T> Loaded => _loaded.Value;

    public async ValueTask DisposeAsync()
    {
        if (!_loaded.IsValueCreated)
        {
            return;
        }

        // The runtime must not be shut down while it reads a model; a load error has already been reported to those waiting for the model.
        Task<T> loading = _loaded.Value;
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading).Dispose();
        }
    }
}
