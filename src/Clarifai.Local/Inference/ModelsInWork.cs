namespace Clarifai.Local.Inference;

/// <summary>The model folders that are being read or loaded at the moment, so that a start that hangs can say where.</summary>
internal sealed class ModelsInWork
{
    private readonly Lock _lock = new();
    private readonly List<string> _folders = [];

    /// <summary>Names a folder until what is returned is disposed of.</summary>
    public IDisposable Begin(string folder)
    {
        lock (_lock)
        {
            _folders.Add(folder);
        }

        return new Work(this, folder);
    }

    /// <summary>The folders; empty where there is none.</summary>
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
