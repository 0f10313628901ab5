namespace Clarifai.Local.Manifests;

/// <summary>A model folder's manifest, read and validated on its own.</summary>
/// <param name="Folder">The folder's full path.</param>
/// <param name="File">The manifest as text.</param>
/// <param name="Content">Its content.</param>
internal sealed record ManifestFile(string Folder, ModelFile File, ModelManifest Content)
{
    /// <exception cref="ModelFileException">It is missing or not valid.</exception>
    public static ManifestFile Read(string folder)
    {
        var file = ModelFile.Read(Path.Combine(folder, ModelManifest.FileName));
        ModelManifest content = file.ReadJson(ModelJson.Default.ModelManifest);
        ManifestCheck.Check(content, file);
        return new ManifestFile(folder, file, content);
    }
}
