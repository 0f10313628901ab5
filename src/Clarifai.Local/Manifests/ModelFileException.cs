namespace Clarifai.Local.Manifests;

/// <summary>A file of a model folder is not valid. The message includes the file, the line and the reason.</summary>
internal sealed class ModelFileException(string path, long? line, string reason, Exception? cause = null)
    : Exception(line is null ? $"{path}: {reason}" : $"{path}, line {line}: {reason}", cause);
