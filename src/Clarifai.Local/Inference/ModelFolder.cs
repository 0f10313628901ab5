using System.Security.Cryptography;

namespace Clarifai.Local.Inference;

/// <summary>A model as it lies on disk: a manifest and the files that it names.</summary>
internal sealed class ModelFolder
{
    private const int VersionIdLength = 32;

    private readonly string _name;
    private readonly ModelFile _manifestFile;
    private readonly string _sha256;

    private ModelFolder(ModelFile manifestFile, ModelManifest manifest, ConceptVocabulary vocabulary, string weights)
    {
        _name = Path.GetFileName(Path.GetDirectoryName(manifestFile.Path)!);
        _manifestFile = manifestFile;
        Manifest = manifest;
        Vocabulary = vocabulary;
        WeightsPath = weights;
        CreatedAt = manifest.CreatedAt ?? File.GetLastWriteTimeUtc(weights);
        _sha256 = manifest.Sha256 ?? HashFile(weights);
    }

    public ModelManifest Manifest { get; }

    public ConceptVocabulary Vocabulary { get; }

    public string WeightsPath { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Follows from the weights, so that it changes exactly when they do.</summary>
    public string VersionId => _sha256[..VersionIdLength];

    /// <summary>The ids that the folder's model answers to, and with what.</summary>
    public IReadOnlyDictionary<string, ModelOutput> Serves =>
        Manifest.Serves ?? new Dictionary<string, ModelOutput> { [_name] = ManifestCheck.DefaultOutput(Manifest.Family) };

    /// <param name="path">The folder's full path.</param>
    /// <exception cref="ModelFileException">A file of the folder is missing or wrong.</exception>
    public static ModelFolder Open(string path)
    {
        var file = ModelFile.Read(Path.Combine(path, ModelManifest.FileName));
        ModelManifest manifest = file.ReadJson(ModelJson.Default.ModelManifest);
        ManifestCheck.Check(manifest, file);
        string weights = Path.Combine(path, manifest.Weights);
        if (!File.Exists(weights))
        {
            throw file.Wrong("weights", $"there is no file {weights}.");
        }

        return new ModelFolder(file, manifest, ReadVocabulary(path, manifest), weights);
    }

    /// <summary>Makes the error for a setting that does not fit the weights.</summary>
    public ModelFileException Wrong(string setting, string reason) => _manifestFile.Wrong(setting, reason);

    /// <summary>Makes the error for weights that cannot be used.</summary>
    public ModelFileException WrongWeights(string reason, Exception? cause = null) => new(WeightsPath, null, reason, cause);

    /// <summary>Refuses any weights but the ones that the version id was made from.</summary>
    public void ExpectWeights()
    {
        string actual = HashFile(WeightsPath);
        if (actual != _sha256)
        {
            throw WrongWeights($"it is not the file that the manifest of {Manifest.Name} describes: its SHA-256 is {actual}.");
        }
    }

    private static string HashFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static ConceptVocabulary ReadVocabulary(string path, ModelManifest manifest)
    {
        if (manifest.Labels is null)
        {
            return ConceptVocabulary.Create(manifest.ConceptIdPrefix, [], ModelTaxonomy.None);
        }

        var labels = ModelFile.Read(Path.Combine(path, manifest.Labels));
        string[] classes = labels.ReadLines();
        ExpectDistinct(classes, labels.Path);
        if (manifest.Taxonomy is null)
        {
            return ConceptVocabulary.Create(manifest.ConceptIdPrefix, classes, ModelTaxonomy.None);
        }

        var taxonomy = ModelFile.Read(Path.Combine(path, manifest.Taxonomy));
        try
        {
            return ConceptVocabulary.Create(manifest.ConceptIdPrefix, classes, taxonomy.ReadJson(ModelJson.Default.ModelTaxonomy));
        }
        catch (InvalidDataException wrong)
        {
            throw new ModelFileException(taxonomy.Path, null, wrong.Message, wrong);
        }
    }

    private static void ExpectDistinct(string[] labels, string path)
    {
        if (labels.Length == 0)
        {
            throw new ModelFileException(path, 1, "it has no labels.");
        }

        var firstLines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach ((int index, string label) in labels.Index())
        {
            if (label.Length == 0)
            {
                throw new ModelFileException(path, index + 1, "the line is empty.");
            }

            if (!firstLines.TryAdd(label, index + 1))
            {
                throw new ModelFileException(path, index + 1, $"'{label}' is on line {firstLines[label]} already.");
            }
        }
    }
}
