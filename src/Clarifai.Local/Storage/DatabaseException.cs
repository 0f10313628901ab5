namespace Clarifai.Local.Storage;

/// <summary>The data folder cannot be used. The message includes the file and the reason.</summary>
internal sealed class DatabaseException(string path, string reason, Exception? cause = null) : Exception($"{path}: {reason}", cause);
