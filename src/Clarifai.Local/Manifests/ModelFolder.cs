using System.Security.Cryptography;
using System.Text;

namespace Clarifai.Local.Manifests;

/// <summary>A model on disk: a manifest and the files that it references.</summary>
internal sealed class ModelFolder
{
    private const int VersionIdLength = 32;

    private readonly ModelFile _manifestFile;
    private readonly Dictionary<string, string> _sums;

    private ModelFolder(
        ManifestFile manifest, string[] files, Dictionary<string, string> sums, IReadOnlyDictionary<string, ModelFolder> others)
    {
        Path = manifest.Folder;
        Manifest = manifest.Content;
        Others = others;
        _manifestFile = manifest.File;
        _sums = sums;
        CreatedAt = Manifest.CreatedAt ?? files.Append(ModelManifest.FileName).Max(name => File.GetLastWriteTimeUtc(PathOf(name)));
        string[] parts =
        [
            _manifestFile.Sha256,
            .. files.Select(name => sums[name]),
            .. Manifest.Networks.Keys.Where(others.ContainsKey).Select(network => others[network].VersionId),
        ];
        VersionId = Manifest.Version
            ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', parts))))[..VersionIdLength];
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public ModelManifest Manifest { get; }

    /// <summary>The models whose networks this one uses, by their names in its manifest.</summary>
    public IReadOnlyDictionary<string, ModelFolder> Others { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>
    /// The manifest's; else derived from the manifest, the files and the models whose networks it uses: it changes with any of them.
    /// </summary>
    public string VersionId { get; }

    /// <summary>The ids of the folder's model, and the output of each.</summary>
    public IReadOnlyDictionary<string, ModelOutput> Serves =>
        Manifest.Serves ?? new Dictionary<string, ModelOutput> { [Name] = ManifestCheck.DefaultOutput(Manifest.Family) };

    /// <summary>The network of a model with its own network.</summary>
    public NetworkManifest OnlyNetwork => Manifest.Networks.Values.Single();

    /// <summary>The SHA-256 of the weights of that network.</summary>
    public string WeightsSha256 => _sums[OnlyNetwork.Weights!];

    /// <param name="manifest">The folder's manifest.</param>
    /// <param name="others">The models whose networks it may use; of two with the same name, the first counts.</param>
    /// <exception cref="ModelFileException">A file of the folder or another model is missing.</exception>
    public static ModelFolder Open(ManifestFile manifest, IReadOnlyCollection<ModelFolder> others)
    {
        IReadOnlyDictionary<string, string>? given = manifest.Content.Sha256;
        List<(string Setting, string File)> files = [.. manifest.Content.Files];
        ExpectFiles(manifest, files);

        // A list of exactly these files, as the engine's own models have, need not be compared with the files referenced by the weights:
        // that is done when they are loaded.
        if (given?.Keys.All(name => files.Exists(part => part.File == name)) != true)
        {
            files.AddRange(manifest.Content.Networks
                .Where(network => network.Value.Weights is not null)
                .SelectMany(network => FindFurtherWeights(manifest.Folder, network.Value.Weights!)
                    .Select(further => ($"networks.{network.Key}.weights", further))));
            ExpectFiles(manifest, files);
        }

        if (given?.Keys.FirstOrDefault(name => !files.Exists(part => part.File == name)) is { } odd)
        {
            throw manifest.File.Wrong("sha256", $"{odd} is not a file of this model.");
        }

        var sums = files.Select(part => part.File).Distinct().ToDictionary(name => name, name =>
            given is null ? HashFile(System.IO.Path.Combine(manifest.Folder, name))
            : given.TryGetValue(name, out string? sum) ? sum
            : throw manifest.File.Wrong("sha256", $"{name} is missing."));
        Dictionary<string, ModelFolder> used = [];
        foreach ((string name, NetworkManifest network) in manifest.Content.Networks.Where(network => network.Value.Of is not null))
        {
            used[name] = others.FirstOrDefault(folder => folder.Name == network.Of) ?? throw manifest.File.Wrong(
                $"networks.{name}.of",
                $"no model '{network.Of}' with a network was found. Available: {string.Join(", ", others.Select(folder => folder.Name))}.");
            if (network.Sha256 is { } expected && expected != used[name].WeightsSha256)
            {
                throw manifest.File.Wrong(
                    $"networks.{name}.sha256",
                    $"the model was made for other weights than those of '{network.Of}' here, "
                    + $"whose SHA-256 is {used[name].WeightsSha256}.");
            }
        }

        return new ModelFolder(manifest, [.. files.Select(part => part.File)], sums, used);
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads one of the text files referenced by the manifest.</summary>
    /// <exception cref="ModelFileException">It cannot be read, or it is not the file from which the version id was computed.</exception>
    public ModelFile Read(string name)
    {
        var file = ModelFile.Read(PathOf(name));
        Expect(name, file.Sha256);
        return file;
    }

    /// <summary>
    /// Rejects weights other than those from which the version id was computed, in the file and in other files that it references.
    /// </summary>
    /// <exception cref="ModelFileException">They differ.</exception>
    public void ExpectWeights(string name)
    {
        Expect(name, HashFile(PathOf(name)));
        foreach (string further in FindFurtherWeights(Path, name))
        {
            Expect(further, HashFile(PathOf(further)));
        }
    }

    /// <summary>Creates the error for an invalid setting.</summary>
    public ModelFileException Wrong(string setting, string reason) => _manifestFile.Wrong(setting, reason);

    // ONNX files of more than two gigabytes are split, and others may be.
    private static IEnumerable<string> FindFurtherWeights(string folder, string name)
    {
        string path = System.IO.Path.Combine(folder, name);
        foreach (string further in OnnxFile.FindWeights(path))
        {
            if (System.IO.Path.IsPathRooted(further) || further.Split('/', '\\').Contains(".."))
            {
                throw new ModelFileException(path, null, $"its weights are in '{further}', which is not in its folder.");
            }

            yield return System.IO.Path.Combine(System.IO.Path.GetDirectoryName(name) ?? "", further).Replace('\\', '/');
        }
    }

    private static void ExpectFiles(ManifestFile manifest, List<(string Setting, string File)> files)
    {
        foreach ((string setting, string name) in files)
        {
            string path = System.IO.Path.Combine(manifest.Folder, name);
            if (!File.Exists(path))
            {
                throw manifest.File.Wrong(setting, $"the file does not exist: {path}.");
            }
        }
    }

    private static string HashFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private void Expect(string name, string actual)
    {
        string expected = _sums.GetValueOrDefault(name) ?? throw Wrong("sha256", $"{name} is missing.");
        if (actual != expected)
        {
            throw new ModelFileException(
                PathOf(name), null, $"it does not match the manifest of the model '{Manifest.Name}': its SHA-256 is {actual}.");
        }
    }
}
