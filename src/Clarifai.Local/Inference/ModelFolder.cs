using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Clarifai.Local.Inference;

/// <summary>A model as it lies on disk: a manifest and the files that it names.</summary>
internal sealed class ModelFolder
{
    private const int VersionIdLength = 32;

    private readonly string _path;

    private ModelFolder(string path, ModelManifest manifest, ConceptVocabulary vocabulary)
    {
        _path = path;
        Manifest = manifest;
        Vocabulary = vocabulary;
    }

    public ModelManifest Manifest { get; }

    public ConceptVocabulary Vocabulary { get; }

    /// <summary>Follows from the weights, so that it changes exactly when they do.</summary>
    public string VersionId => Manifest.Sha256[..VersionIdLength];

    public static ModelFolder Open(string path)
    {
        ModelManifest manifest = ReadJson(Path.Combine(path, ModelManifest.FileName), ModelJson.Default.ModelManifest);
        if (manifest.Sha256.Length != SHA256.HashSizeInBytes * 2)
        {
            throw new InvalidDataException($"{path}: sha256 is not a SHA-256 in hexadecimal.");
        }

        ModelTaxonomy taxonomy = ReadJson(Path.Combine(path, manifest.Taxonomy), ModelJson.Default.ModelTaxonomy);
        string[] classes = File.ReadAllLines(Path.Combine(path, manifest.Vocabulary));
        return new ModelFolder(path, manifest, ConceptVocabulary.Create(manifest.ConceptIdPrefix, classes, taxonomy));
    }

    /// <summary>Reads the weights and refuses any but the ones that the version id was made from.</summary>
    public byte[] ReadWeights()
    {
        byte[] weights = File.ReadAllBytes(Path.Combine(_path, Manifest.Weights));
        string actual = Convert.ToHexStringLower(SHA256.HashData(weights));
        return actual == Manifest.Sha256
            ? weights
            : throw new InvalidDataException($"{Manifest.Weights} of model {Manifest.Name} is not the file that its manifest describes: its SHA-256 is {actual}.");
    }

    private static T ReadJson<T>(string path, JsonTypeInfo<T> type)
    {
        using FileStream file = File.OpenRead(path);
        return JsonSerializer.Deserialize(file, type) ?? throw new InvalidDataException($"{path} is empty.");
    }
}
