using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>A model of the user's own that looks through the networks of others.</summary>
public sealed class CombinedModelTests(RunningEngine engine) : IDisposable
{
    private const string Manifest = """
        {
          "name": "cats",
          "family": "combined",
          "threshold": 0.2,
          "networks": {
            "embedder": { "of": "efficientnet" }
          },
          "evidence": {
            "heads": { "network": "embedder", "file": "heads.json" }
          }
        }
        """;

    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("clarifai-local-");

    private string Folder => Path.Combine(_models.FullName, "cats");

    [Fact]
    public async Task Heads_on_the_engines_own_embedding_tell_what_they_were_made_from()
    {
        double[] cat = await EmbedAsync(Samples.Cat);
        Write(Manifest, Head("this cat", cat, "pet"));
        await using EngineClient client = await EngineClient.StartAsync(modelsFolder: _models.FullName);

        EngineAnswer answer = await client.PostAsync(
            PredictBody.Of(Samples.Read(Samples.Cat), Samples.Read(Samples.Rocket)), "/v2/models/cats/outputs");

        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (answer.Http, answer.Code));
        IReadOnlyDictionary<string, double> seen = EngineAnswer.ConceptsOf(answer.Outputs[0]);
        Assert.Equal(["pet", "this cat"], seen.Keys.Order());
        Assert.All(seen.Values, value => Assert.InRange(value, 0.99, 1));
        Assert.Empty(EngineAnswer.ConceptsOf(answer.Outputs[1]));
        JsonElement model = (await client.GetAsync("/v2/models/cats/output_info")).Json.GetProperty("model");
        Assert.Equal([("local_this-cat", "this cat"), ("local_pet", "pet")], EngineAnswer.ConceptsOfVocabulary(model));
    }

    [Fact]
    public async Task A_copy_of_general_says_what_general_says()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(General.BuiltInModels.Root, "general")))
        {
            Directory.CreateDirectory(Folder);
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }

        JsonObject manifest = JsonNode.Parse(await ReadManifestAsync())!.AsObject();
        manifest["serves"] = new JsonObject { ["cats"] = "concepts" };
        await File.WriteAllTextAsync(Path.Combine(Folder, "manifest.json"), manifest.ToJsonString(), TestContext.Current.CancellationToken);
        await using EngineClient client = await EngineClient.StartAsync(modelsFolder: _models.FullName);

        EngineAnswer answer = await client.PostAsync(PredictBody.Of(Samples.Read(Samples.Cat)), "/v2/models/cats/outputs");

        Assert.Equal((await engine.Client.PredictAsync(Samples.Read(Samples.Cat))).Concepts(), answer.Concepts());
    }

    [Theory]
    [InlineData("\"of\": \"efficientnet\"", "\"of\": \"effnet\"", "networks.embedder.of: no model 'effnet' with a network was found.", 6)]
    [InlineData("\"of\": \"efficientnet\"", "\"of\": \"palette\"", "networks.embedder.of: no model 'palette' with a network was found.", 6)]
    [InlineData("\"of\": \"efficientnet\"", "\"of\": \"nanodet\"", "evidence.heads.network: 'embedder' is not a network for heads.", 9)]
    [InlineData(
        "\"of\": \"efficientnet\"", "\"weights\": \"a.onnx\"",
        "networks.embedder: it must use the network of another model ('of').", 6)]
    [InlineData("\"network\": \"embedder\"", "\"network\": \"eye\"", "evidence.heads.network: there is no 'eye' among the networks.", 9)]
    [InlineData("\"file\": \"heads.json\"", "\"file\": \"head.json\"", "evidence.heads.file: the file does not exist: ", 9)]
    [InlineData("\"heads\": { \"network\": \"embedder\", \"file\": \"heads.json\" }", "", "evidence: it is empty.", 8)]
    [InlineData("\"heads\": {", "\"calibration\": [[1, 0], [0, 1]], \"heads\": {", "evidence.calibration: it must be two lists", 9)]
    [InlineData("\"heads\": {", "\"calibration\": [[0, 1], [0, 2]], \"heads\": {", "evidence.calibration: it must be two lists", 9)]
    [InlineData("\"heads\": {", "\"sameWithin\": -1, \"heads\": {", "evidence.sameWithin: it must be from 0 to 1.", 9)]
    public async Task A_manifest_that_does_not_fit_is_refused_with_its_line(string right, string wrong, string reason, int line)
    {
        Assert.Contains(right, Manifest, StringComparison.Ordinal);
        Write(Manifest.Replace(right, wrong, StringComparison.Ordinal), Head("cat", new double[1280]));

        string refusal = await RefusalAsync();

        Assert.StartsWith($"{Path.Combine(Folder, "manifest.json")}, line {line}: {reason}", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heads_of_another_embedding_are_refused()
    {
        Write(Manifest, Head("cat", new double[1024]));

        Assert.Contains(
            $"{Path.Combine(Folder, "heads.json")}, line 1: cat: it has 1024 weights, but an embedding has 1280 numbers.",
            await RefusalAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "it contains no heads.")]
    [InlineData("""{"": {"weights": [1], "bias": 0}}""", "a head has an empty name.")]
    [InlineData("""{"cat": {"weights": [1], "bias": 0, "values": [[0, 1], [0, 5]]}}""", "cat.values: it must be two lists of equal length")]
    public async Task Heads_that_do_not_fit_are_refused_with_their_file(string heads, string reason)
    {
        Write(Manifest, heads);

        string refusal = await RefusalAsync();

        Assert.StartsWith(Path.Combine(Folder, "heads.json"), refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"pet": {"labels": ["unicorn"]}}""", "'pet' includes 'unicorn', which is not among the labels.")]
    [InlineData("""{"pet": {"names": ["unicorn"]}}""", "'pet' includes 'unicorn', which is not among the broader names.")]
    [InlineData("""{"pet": {"names": ["friend"]}, "friend": {"names": ["pet"]}}""", "'pet' includes itself.")]
    [InlineData("""{"pet": {"label": ["tench"]}}""", "pet.label: the setting does not exist.")]
    public async Task A_taxonomy_that_does_not_fit_is_refused_with_its_file(string taxonomy, string reason)
    {
        Write(
            Manifest.Replace(
                "\"heads\": { \"network\": \"embedder\", \"file\": \"heads.json\" }",
                "\"classes\": { \"network\": \"embedder\", \"taxonomy\": \"heads.json\" }",
                StringComparison.Ordinal),
            taxonomy);

        string refusal = await RefusalAsync();

        Assert.StartsWith(Path.Combine(Folder, "heads.json"), refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embedder_of_ones_own_gives_features_of_length_1()
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        manifest["family"] = "embedder";
        UserModels.NetworkOf(manifest).AsObject().Remove("labels");
        models.Write(manifest);
        await using EngineClient client = await EngineClient.StartAsync(modelsFolder: models.Path);

        EngineAnswer answer = await client.PostAsync(
            PredictBody.Of(Pictures.Solid(30, 20, new SkiaSharp.SKColor(255, 0, 255))), $"/v2/models/{UserModels.Id}/outputs");

        double half = Math.Sqrt(0.5);
        Assert.All(
            EngineAnswer.EmbeddingOf(Assert.Single(answer.Outputs)).Zip([half, 0, half]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    public void Dispose() => _models.Delete(recursive: true);

    // Sure of what is like the embedding, and of nothing else.
    private static string Head(string name, double[] embedding, params string[] implies) => new JsonObject
    {
        [name] = new JsonObject
        {
            ["weights"] = new JsonArray([.. embedding.Select(number => JsonValue.Create(30 * number))]),
            ["bias"] = -20,
            ["implies"] = new JsonArray([.. implies.Select(implied => JsonValue.Create(implied))]),
        },
    }.ToJsonString();

    private void Write(string manifest, string heads)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "manifest.json"), manifest);
        File.WriteAllText(Path.Combine(Folder, "heads.json"), heads);
    }

    private Task<string> ReadManifestAsync() =>
        File.ReadAllTextAsync(Path.Combine(Folder, "manifest.json"), TestContext.Current.CancellationToken);

    private async Task<double[]> EmbedAsync(string photo) => EngineAnswer.EmbeddingOf(Assert.Single(
        (await engine.Client.PostAsync(PredictBody.Of(Samples.Read(photo)), "/v2/models/general-embedding/outputs")).Outputs));

    private async Task<string> RefusalAsync() =>
        (await Assert.ThrowsAnyAsync<Exception>(() => EngineClient.StartAsync(modelsFolder: _models.FullName))).Message;
}
