using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;
using Clarifai.Local.Tests.General;

namespace Clarifai.Local.Tests;

/// <summary>The vendored models are what their manifests say, and nothing else is taken for them.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("clarifai-local-");

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(BuiltInModels.Root).Select(folder => Path.GetFileName(folder))];

    public static TheoryData<string, string> FilesOfModels
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string folder in Folders.Select(row => row.Data))
            {
                foreach ((_, string file) in ManifestFile.Read(Path.Combine(BuiltInModels.Root, folder)).Content.Files)
                {
                    data.Add(folder, file);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(FilesOfModels))]
    public void Every_file_is_the_one_of_the_manifest(string folder, string file)
    {
        string path = Path.Combine(BuiltInModels.Root, folder);

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(path, file)))),
            ManifestFile.Read(path).Content.Sha256![file]);
    }

    [Theory]
    [MemberData(nameof(FilesOfModels))]
    public async Task Another_file_than_the_manifests_is_refused(string folder, string file)
    {
        FolderCopy.Make(BuiltInModels.Root, _copy.FullName);
        string changed = Path.Combine(_copy.FullName, folder, file);
        await File.AppendAllTextAsync(changed, "\n", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ModelFileException>(async () =>
        {
            await using ModelSource opened = Open(folder);
            await opened.LoadAsync();
        });

        Assert.StartsWith($"{changed}: it does not match the manifest of the model ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("general", "taxonomy.json")]
    [InlineData("efficientnet", "labels.txt")]
    [InlineData("nanodet", "manifest.json")]
    public void The_version_of_a_combined_model_follows_from_all_its_parts(string folder, string file)
    {
        FolderCopy.Make(BuiltInModels.Root, _copy.FullName);
        string before = OpenGeneral().Folder.VersionId;
        Assert.Equal(BuiltInModels.General().Folder.VersionId, before);
        RemoveSums(folder);
        string without = OpenGeneral().Folder.VersionId;
        string path = Path.Combine(_copy.FullName, folder, file);
        File.WriteAllText(path, $" {File.ReadAllText(path)}");

        Assert.Equal(3, new[] { before, without, OpenGeneral().Folder.VersionId }.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_terms_of_the_weights_lie_beside_them(string folder)
    {
        string path = Path.Combine(BuiltInModels.Root, folder);
        if (ManifestFile.Read(path).Content.Provenance is null)
        {
            Assert.Empty(Directory.EnumerateFiles(path, "*.onnx"));
            return;
        }

        Assert.Contains("onverted to ONNX", File.ReadAllText(Path.Combine(path, "NOTICE")), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(path, "LICENSE*"));
    }

    [Fact]
    public void The_weights_are_less_than_60_megabytes() => Assert.InRange(
        Directory.EnumerateFiles(BuiltInModels.Root, "*.onnx", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length),
        1,
        60_000_000);

    [Fact]
    public async Task No_network_is_taken_away_from_a_model_that_is_still_being_loaded()
    {
        var catalog = ModelCatalogue.Open();
        Task<IPictureModel>[] loading = [.. catalog.Models.Select(model => model.Network)];

        await catalog.DisposeAsync();

        Assert.All(loading, model => Assert.True(model.IsCompletedSuccessfully));
    }

    public void Dispose() => _copy.Delete(recursive: true);

    private ModelSource Open(string folder) => folder == "general" ? OpenGeneral() : OpenOne(folder);

    private ModelSource OpenGeneral() =>
        ModelSource.Open(
            ManifestFile.Read(Path.Combine(_copy.FullName, "general")),
            [OpenOne("efficientnet"), OpenOne("nanodet"), OpenOne("blazeface")]);

    private ModelSource OpenOne(string folder) => ModelSource.Open(ManifestFile.Read(Path.Combine(_copy.FullName, folder)), []);

    private void RemoveSums(string folder)
    {
        string path = Path.Combine(_copy.FullName, folder, ModelManifest.FileName);
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        manifest.Remove("sha256");
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
