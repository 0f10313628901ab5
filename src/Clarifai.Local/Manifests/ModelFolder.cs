using System.Security.Cryptography;
using System.Text;

namespace Clarifai.Local.Manifests;

/// <summary>A model as it lies on disk: a manifest and the files that it names.</summary>
internal sealed class ModelFolder
{
    private const int VersionIdLength = 32;

    private readonly ModelFile _manifestFile;
    private readonly Dictionary<string, string> _sums;

    private ModelFolder(ManifestFile manifest, Dictionary<string, string> sums, IReadOnlyDictionary<string, ModelFolder> others)
    {
        Path = manifest.Folder;
        Manifest = manifest.Content;
        Others = others;
        _manifestFile = manifest.File;
        _sums = sums;
        CreatedAt = Manifest.CreatedAt ?? sums.Keys.Append(ModelManifest.FileName).Max(name => File.GetLastWriteTimeUtc(PathOf(name)));
        string[] parts =
        [
            _manifestFile.Sha256,
            .. Manifest.Files.Select(part => sums[part.File]),
            .. Manifest.Networks.Keys.Where(others.ContainsKey).Select(network => others[network].VersionId),
        ];
        VersionId = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', parts))))[..VersionIdLength];
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public ModelManifest Manifest { get; }

    /// <summary>The models whose networks this one has, by the names that its manifest gives these.</summary>
    public IReadOnlyDictionary<string, ModelFolder> Others { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Follows from the manifest, the files and the models whose networks it has: it changes when one of these does.</summary>
    public string VersionId { get; }

    /// <summary>The ids that the folder's model answers to, and with what.</summary>
    public IReadOnlyDictionary<string, ModelOutput> Serves =>
        Manifest.Serves ?? new Dictionary<string, ModelOutput> { [Name] = ManifestCheck.DefaultOutput(Manifest.Family) };

    /// <summary>The network of a model that has one of its own.</summary>
    public NetworkManifest OnlyNetwork => Manifest.Networks.Values.Single();

    /// <param name="manifest">The folder's manifest.</param>
    /// <param name="others">The models whose networks it may have; of two with one name the first.</param>
    /// <exception cref="ModelFileException">A file of the folder is missing, or another model is.</exception>
    public static ModelFolder Open(ManifestFile manifest, IReadOnlyCollection<ModelFolder> others)
    {
        Dictionary<string, string> sums = [];
        foreach ((string setting, string name) in manifest.Content.Files)
        {
            string path = System.IO.Path.Combine(manifest.Folder, name);
            if (!File.Exists(path))
            {
                throw manifest.File.Wrong(setting, $"there is no file {path}.");
            }

            sums[name] = manifest.Content.Sha256 is null ? HashFile(path)
                : manifest.Content.Sha256.TryGetValue(name, out string? sum) ? sum
                : throw manifest.File.Wrong("sha256", $"it lacks {name}.");
        }

        Dictionary<string, ModelFolder> used = [];
        foreach ((string name, NetworkManifest network) in manifest.Content.Networks.Where(network => network.Value.Of is not null))
        {
            used[name] = others.FirstOrDefault(folder => folder.Name == network.Of) ?? throw manifest.File.Wrong(
                $"networks.{name}.of",
                $"there is no model '{network.Of}' with a network. There are: {string.Join(", ", others.Select(folder => folder.Name))}.");
        }

        return new ModelFolder(manifest, sums, used);
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads one of the text files that the manifest names.</summary>
    /// <exception cref="ModelFileException">It may not be read, or it is not the file that the version id was made from.</exception>
    public ModelFile Read(string name)
    {
        var file = ModelFile.Read(PathOf(name));
        Expect(name, file.Sha256);
        return file;
    }

    /// <summary>Refuses any file but the one that the version id was made from.</summary>
    /// <exception cref="ModelFileException">It is another.</exception>
    public void Expect(string name) => Expect(name, HashFile(PathOf(name)));

    /// <summary>Makes the error for a setting that does not fit.</summary>
    public ModelFileException Wrong(string setting, string reason) => _manifestFile.Wrong(setting, reason);

    private static string HashFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private void Expect(string name, string actual)
    {
        if (actual != _sums[name])
        {
            throw new ModelFileException(
                PathOf(name), null, $"it is not the file that the manifest of {Manifest.Name} describes: its SHA-256 is {actual}.");
        }
    }
}
