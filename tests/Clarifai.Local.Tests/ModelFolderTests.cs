using System.Security.Cryptography;
using Clarifai.Local.Inference;

namespace Clarifai.Local.Tests;

/// <summary>The vendored models are what their manifests say.</summary>
public sealed class ModelFolderTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Models");

    public static TheoryData<string> Folders => [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_weights_are_the_ones_of_the_manifest_and_make_the_version(string folder)
    {
        var model = ModelFolder.Open(Path.Combine(Root, folder));
        string checksum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Root, folder, model.Manifest.Weights))));

        Assert.Equal(checksum, model.Manifest.Sha256);
        Assert.Equal(checksum[..32], model.VersionId);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_terms_of_the_weights_lie_beside_them(string folder)
    {
        if (ModelFolder.Open(Path.Combine(Root, folder)).Manifest.Provenance is null)
        {
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(Root, folder), "*.onnx"));
            return;
        }

        Assert.Contains("onverted to ONNX", File.ReadAllText(Path.Combine(Root, folder, "NOTICE")), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(Root, folder), "LICENSE*"));
    }

    [Fact]
    public void The_general_model_knows_the_classes_of_COCO_and_their_groups()
    {
        ConceptVocabulary vocabulary = ModelFolder.Open(Path.Combine(Root, "nanodet")).Vocabulary;

        Assert.Equal(80, vocabulary.Classes.Count);
        Assert.Equal("cat", vocabulary.FindById("coco_cat")?.Name);
        Assert.Equal("dining table", vocabulary.FindById("coco_diningtable")?.Name);
        Assert.Equal("coco_traffic_light", Assert.Single(vocabulary.FindByName("traffic light")).Id);
        Assert.Equal("coco_animal", Assert.Single(vocabulary.FindByName("animal")).Id);
        Assert.Distinct(vocabulary.All.Select(concept => concept.Name), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Other_weights_than_the_manifests_are_refused()
    {
        using var copy = new ModelFolderCopy();
        byte[] weights = File.ReadAllBytes(copy.Weights);
        weights[^1] ^= 1;
        File.WriteAllBytes(copy.Weights, weights);

        var error = Assert.Throws<ModelFileException>(ModelFolder.Open(copy.Path).ExpectWeights);

        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_taxonomy_of_unknown_classes_is_refused()
    {
        using var copy = new ModelFolderCopy();
        File.WriteAllText(copy.Taxonomy, """{"parents":{"animal":["unicorn"]}}""");

        Assert.Contains("unicorn", Assert.Throws<ModelFileException>(() => ModelFolder.Open(copy.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_network_is_taken_away_from_a_model_that_is_still_being_loaded()
    {
        var catalogue = ModelCatalogue.Open();
        Task<IPictureModel>[] loading = [.. catalogue.Models.Select(model => model.Network)];

        await catalogue.DisposeAsync();

        Assert.All(loading, model => Assert.True(model.IsCompletedSuccessfully));
    }

    private sealed class ModelFolderCopy : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clarifai-local-");

        public ModelFolderCopy()
        {
            foreach (string file in Directory.EnumerateFiles(System.IO.Path.Combine(Root, "nanodet")))
            {
                File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
            }
        }

        public string Path => _folder.FullName;

        public string Taxonomy => System.IO.Path.Combine(Path, "taxonomy.json");

        public string Weights => System.IO.Path.Combine(Path, "nanodet.fp16.onnx");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
