namespace Clarifai.Local.Inference;

/// <summary>The model folders that are currently being read or loaded, so that a hanging start can report where.</summary>
internal sealed class ModelsInWork
{
    private readonly Lock _lock = new();
    private readonly List<string> _folders = [];

    /// <summary>Lists a folder until the returned object is disposed.</summary>
    public IDisposable Begin(string folder)
    {
        lock (_lock)
        {
            _folders.Add(folder);
        }

        return new Work(this, folder);
    }

    /// <summary>The folders; empty if there are none.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join(", ", _folders);
        }
    }

    private sealed class Work(ModelsInWork all, string folder) : IDisposable
    {
        public void Dispose()
        {
            lock (all._lock)
            {
                _ = all._folders.Remove(folder);
            }
        }
    }
}
