using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clarifai.Local.Inference;
using Clarifai.Local.Manifests;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>A folder with an ONNX file, labels and a manifest becomes a model; one with a mistake is refused with its place.</summary>
public sealed class UserModelTests
{
    private const string OutputsPath = $"/v2/models/{UserModels.Id}/outputs";
    private const string Scale = "scale.bin";

    private static readonly SKColor Orange = new(255, 102, 51);

    public static bool IsWindows => OperatingSystem.IsWindows();

    [Theory]
    [InlineData("nchw", "rgb", "red 1.00, green 0.40, blue 0.20")]
    [InlineData("nhwc", "rgb", "red 1.00, green 0.40, blue 0.20")]
    [InlineData("nchw", "bgr", "blue 1.00, green 0.40, red 0.20")]
    public async Task Answers_from_the_pixels(string layout, string colorOrder, string expected)
    {
        using var models = new UserModels();
        File.WriteAllBytes(models.Weights, TinyNetwork.MeanOfColors(8, 8, colorsLast: layout == "nhwc"));
        JsonObject manifest = UserModels.Manifest();
        UserModels.NetworkOf(manifest)["input"]!["layout"] = layout;
        UserModels.NetworkOf(manifest)["input"]!["colorOrder"] = colorOrder;
        models.Write(manifest);

        Assert.Equal(expected, await PredictAsync(models));
    }

    [Theory]
    [InlineData("sigmoid", 0, "red 0.73, green 0.60, blue 0.55")]
    [InlineData("softmax", 0, "red 0.50, green 0.27, blue 0.22")]
    [InlineData("none", 0.4, "red 1.00, green 0.40")]
    public async Task The_activation_and_the_threshold_are_the_manifests(string activation, double threshold, string expected)
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        UserModels.NetworkOf(manifest)["activation"] = activation;
        manifest["threshold"] = threshold;
        models.Write(manifest);

        Assert.Equal(expected, await PredictAsync(models));
    }

    [Fact]
    public async Task Is_in_the_catalogue_under_its_folders_name_with_a_version_of_its_own()
    {
        using var models = new UserModels();
        await using EngineClient engine = await EngineClient.StartAsync(modelsFolder: models.Path);

        JsonElement model = (await engine.GetAsync($"/v2/models/{UserModels.Id}/output_info")).Json.GetProperty("model");

        Assert.Equal("mean-of-colors", model.GetProperty("name").GetString());
        Assert.Matches("^[0-9a-f]{32}$", model.GetProperty("model_version").GetProperty("id").GetString());
        Assert.Equal(["red", "green", "blue"], EngineAnswer.VocabularyOf(model));
    }

    [Fact]
    public async Task Stands_in_for_a_public_model_that_the_engine_has_not()
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        manifest["serves"] = new JsonObject { ["food"] = "concepts" };
        models.Write(manifest);
        await using EngineClient engine = await EngineClient.StartAsync(modelsFolder: models.Path);

        foreach (string name in (string[])["food", "food-item-recognition", "bd367be194cf45149e75f01d59f77ba7"])
        {
            EngineAnswer answer = await engine.PostAsync(PredictBody.Of(Pictures.Solid(9, 9, Orange)), $"/v2/models/{name}/outputs");
            Assert.Contains("red", answer.Concepts().Keys);
        }
    }

    public static TheoryData<string, string, string, int> Mistakes => new()
    {
        {
            "\"family\": \"classifier\"", "\"family\": \"clasifier\"",
            "family: it must be one of: classifier, embedder, nanoDet, blazeFace, palette, combined, textReader.", 3
        },
        { "\"family\"", "\"famliy\"", "famliy: the setting does not exist.", 3 },
        { "\"family\": \"classifier\",", "", "missing: 'family'.", 29 },
        { "\"family\": \"classifier\"", "\"family\": \"classifier\", \"family\": \"classifier\"", "family: it is specified twice.", 3 },
        { "\"labels\": \"labels.txt\"", "\"labels\": 5", "networks.mean.labels: it has a value of the wrong kind.", 7 },
        { "\"name\": \"mean-of-colors\"", "\"name\": \"\"", "name: it is empty.", 2 },
        { "\"name\": \"mean-of-colors\"", "\"name\": 5", "name: it has a value of the wrong kind.", 2 },
        { "\"name\": \"mean-of-colors\",", "\"name\": \"mean-of-colors\"", "'\"' is invalid after a value", 3 },
        { "\"weights\": \"mean.onnx\"", "\"weights\": \"other.onnx\"", "networks.mean.weights: the file does not exist: ", 6 },
        { "\"weights\": \"mean.onnx\",", "", "networks.mean.weights: it is missing", 5 },
        { "\"weights\": \"mean.onnx\"", "\"of\": \"nanodet\"", "networks.mean.of: a model of this family must have its own network.", 6 },
        { "\"mean\": {", "\"second\": { \"of\": \"nsfw\" }, \"mean\": {", "networks: a model of this family must have one.", 4 },
        { "\"width\": 8", "\"width\": 0", "networks.mean.input.width: it must be from 1 to 4096.", 9 },
        { "\"height\": 8", "\"height\": 8.5", "input.height: it has a value of the wrong kind.", 10 },
        { "\"layout\": \"nchw\"", "\"layout\": \"chw\"", "input.layout: it must be one of: nchw, nhwc.", 11 },
        {
            "\"layout\": \"nchw\"", "\"layout\": \"nhwc\"",
            "networks.mean.input: the network expects [1, 3, 8, 8], but the manifest specifies [1, 8, 8, 3].", 8
        },
        { "\"stretch\"", "\"fill\"", "input.views[0]: it must be one of: letterbox, stretch, center, crop.", 24 },
        { "\"stretch\"", "\"crop\"", "networks.mean.input.resizeSize: the view crop requires it: from 8 to 4096.", 8 },
        {
            "\"width\": 8", "\"resizeSize\": 7, \"width\": 8", "networks.mean.input.resizeSize: it is only for the view crop.", 9
        },
        { "\"stretch\"", "", "networks.mean.input.views: it is empty.", 23 },
        { "\"width\": 8", "\"fits\": 1, \"width\": 8", "networks.mean.input.fits: the setting does not exist.", 9 },
        { "\"labels\": \"labels.txt\",", "", "networks.mean.labels: it is missing", 5 },
        {
            "\"labels\": \"labels.txt\"", "\"labels\": \"labels.txt\", \"output\": \"sum\"",
            "output: the network does not have the output 'sum'. It has: mean1.", 7
        },
        { "\"family\": \"classifier\"", "\"family\": \"classifier\", \"threshold\": 1.5", "threshold: it must be from 0 to 1.", 3 },
        {
            "\"family\": \"classifier\"", "\"family\": \"classifier\", \"serves\": {\"a\": \"colors\"}",
            "serves.a: a model of this family cannot return colors.", 3
        },
        {
            "\"family\": \"classifier\"", "\"family\": \"classifier\", \"sha256\": {\"labels.txt\": \"abc\"}",
            "sha256: the value for labels.txt is not a SHA-256", 3
        },
        {
            "\"family\": \"classifier\"", $"\"family\": \"classifier\", \"sha256\": {{\"notes.txt\": \"{new string('0', 64)}\"}}",
            "sha256: notes.txt is not a file of this model.", 3
        },
        {
            "\"family\": \"classifier\"", $"\"family\": \"classifier\", \"sha256\": {{\"labels.txt\": \"{new string('0', 64)}\"}}",
            "sha256: mean.onnx is missing.", 3
        },
        { "\"family\": \"classifier\"", "\"family\": \"palette\"", "colors: it is missing: the table of named colors.", 1 },
        { "\"family\": \"classifier\"", "\"family\": \"combined\"", "evidence: it is missing: how the networks' results are combined.", 1 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_manifest_with_a_mistake_is_refused_with_file_line_and_reason(string right, string wrong, string reason, int line)
    {
        using var models = new UserModels();
        string manifest = await File.ReadAllTextAsync(models.ManifestPath, TestContext.Current.CancellationToken);
        Assert.Contains(right, manifest, StringComparison.Ordinal);
        string mistaken = manifest.Replace(right, wrong, StringComparison.Ordinal);
        await File.WriteAllTextAsync(models.ManifestPath, mistaken, TestContext.Current.CancellationToken);

        string refusal = await RefusalAsync(models);

        Assert.StartsWith($"{models.ManifestPath}, line {line}: ", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("red\ngreen\n", null, "networks.mean.labels: the file has 2 labels, but the network returns 3 numbers.")]
    [InlineData("red\n\nblue\n", 2, "the line is empty.")]
    [InlineData("", 1, "it contains no labels.")]
    public async Task Labels_that_do_not_fit_are_refused(string labels, int? line, string reason)
    {
        using var models = new UserModels();
        await File.WriteAllTextAsync(models.Labels, labels, TestContext.Current.CancellationToken);

        string place = line is null ? $"{models.ManifestPath}, line 7: " : $"{models.Labels}, line {line}: ";
        Assert.Equal(place + reason, await RefusalAsync(models));
    }

    [Fact]
    public async Task Weights_that_are_no_network_are_refused()
    {
        using var models = new UserModels();
        await File.WriteAllTextAsync(models.Weights, "not a network", TestContext.Current.CancellationToken);

        Assert.StartsWith($"{models.Weights}: the network cannot be read", await RefusalAsync(models), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nanoDet", "the network's outputs are not those of a NanoDet with 3 labels and 11 bins.")]
    [InlineData("blazeFace", "the network does not have BlazeFace's output of [1, 512, 1].")]
    public async Task A_network_of_another_shape_than_its_family_is_refused(string family, string reason)
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        manifest["family"] = family;
        models.Write(manifest);

        Assert.Equal($"{models.Weights}: {reason}", await RefusalAsync(models));
    }

    [Fact]
    public async Task Of_several_outputs_one_must_be_named()
    {
        using var models = new UserModels();
        await File.WriteAllBytesAsync(models.Weights, TinyNetwork.MeanOfColors(8, 8, outputs: 2), TestContext.Current.CancellationToken);

        Assert.Equal(
            $"{models.ManifestPath}, line 5: networks.mean.output: the network has several outputs; specify one of: mean1, mean2.",
            await RefusalAsync(models));
    }

    [Fact]
    public async Task Numbers_that_are_no_values_need_an_activation()
    {
        using var models = new UserModels();
        byte[] network = TinyNetwork.MeanOfColors(8, 8, operation: "ReduceLogSum");
        await File.WriteAllBytesAsync(models.Weights, network, TestContext.Current.CancellationToken);

        string refusal = await RefusalAsync(models);

        Assert.Contains("activation: the network returns numbers that are not from 0 to 1", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_are_values_for_nothing_only_need_an_activation_too()
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        UserModels.NetworkOf(manifest)["input"]!["standardDeviation"] = new JsonArray(100, 100, 100);
        models.Write(manifest);

        string refusal = await RefusalAsync(models);

        Assert.Contains("activation: the network returns numbers that are not from 0 to 1", refusal, StringComparison.Ordinal);
    }

    // Noise has about 127 of every color.
    [Fact]
    public async Task Numbers_out_of_range_for_a_picture_are_cut()
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        UserModels.NetworkOf(manifest)["input"]!["mean"] = new JsonArray(0, 0, 100);
        UserModels.NetworkOf(manifest)["input"]!["standardDeviation"] = new JsonArray(200, 255, 155);
        models.Write(manifest);

        Assert.Equal("red 1.00, green 0.40, blue 0.00", await PredictAsync(models));
    }

    [Theory]
    [InlineData(NetworkNumbers.Floats, NetworkNumbers.Halves)]
    [InlineData(NetworkNumbers.Halves, NetworkNumbers.Floats)]
    [InlineData(NetworkNumbers.Halves, NetworkNumbers.Halves)]
    [InlineData(NetworkNumbers.Bytes, NetworkNumbers.Floats)]
    public async Task Networks_may_take_and_give_other_numbers_than_floats(NetworkNumbers takes, NetworkNumbers gives)
    {
        using var models = new UserModels();
        byte[] network = TinyNetwork.MeanOfColors(8, 8, takes: takes, gives: gives, scale: Scale);
        await File.WriteAllBytesAsync(models.Weights, network, TestContext.Current.CancellationToken);
        await WriteScaleAsync(models, 1f / byte.MaxValue);
        JsonObject manifest = UserModels.Manifest();
        UserModels.NetworkOf(manifest)["input"]!["standardDeviation"] = new JsonArray(1, 1, 1);
        models.Write(manifest);

        Assert.Equal("red 1.00, green 0.40, blue 0.20", await PredictAsync(models));
    }

    [Theory]
    [InlineData(
        NetworkNumbers.Integers, NetworkNumbers.Floats, "the network's input is not a tensor of 32-bit floats, 16-bit floats, or bytes.")]
    [InlineData(NetworkNumbers.Floats, NetworkNumbers.Integers, "the network does not return 32-bit or 16-bit floats.")]
    public async Task Networks_of_other_numbers_are_refused(NetworkNumbers takes, NetworkNumbers gives, string reason)
    {
        using var models = new UserModels();
        byte[] network = TinyNetwork.MeanOfColors(8, 8, takes: takes, gives: gives);
        await File.WriteAllBytesAsync(models.Weights, network, TestContext.Current.CancellationToken);

        Assert.Equal($"{models.Weights}: {reason}", await RefusalAsync(models));
    }

    [Fact]
    public async Task Labels_that_are_alike_are_concepts_of_their_own()
    {
        using var models = new UserModels();
        await File.WriteAllTextAsync(models.Labels, "crane\nCrane\ncrane\n", TestContext.Current.CancellationToken);
        await using EngineClient engine = await EngineClient.StartAsync(modelsFolder: models.Path);

        JsonElement model = (await engine.GetAsync($"/v2/models/{UserModels.Id}/output_info")).Json.GetProperty("model");
        EngineAnswer all = await engine.PostAsync(PredictBody.Of(Pictures.Solid(9, 9, Orange)), OutputsPath);
        JsonObject selecting = JsonNode.Parse(PredictBody.Of(Pictures.Solid(9, 9, Orange)))!.AsObject();
        selecting["model"] = JsonNode.Parse(
            """{"model_version": {"output_info": {"output_config": {"select_concepts": [{"name": "crane"}]}}}}""");
        EngineAnswer named = await engine.PostAsync(selecting.ToJsonString(), OutputsPath);

        Assert.Equal(
            [("local_crane", "crane"), ("local_crane-2", "Crane"), ("local_crane-3", "crane")], EngineAnswer.ConceptsOfVocabulary(model));
        Assert.Equal([("local_crane", "1.00"), ("local_crane-2", "0.40"), ("local_crane-3", "0.20")], Values(all));
        Assert.Equal([("local_crane", "1.00"), ("local_crane-3", "0.20")], Values(named));

        static IEnumerable<(string?, string)> Values(EngineAnswer answer) =>
            Assert.Single(answer.Outputs).GetProperty("data").GetProperty("concepts").EnumerateArray().Select(concept => (
                concept.GetProperty("id").GetString(),
                concept.GetProperty("value").GetDouble().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task The_version_follows_from_weights_in_another_file_too()
    {
        using var models = new UserModels();
        await File.WriteAllBytesAsync(
            models.Weights, TinyNetwork.MeanOfColors(8, 8, scale: Scale), TestContext.Current.CancellationToken);
        await WriteScaleAsync(models, 1);
        Assert.Equal("red 1.00, green 0.40, blue 0.20", await PredictAsync(models));
        string before = VersionOf(models);

        await WriteScaleAsync(models, 0.5f);

        Assert.NotEqual(before, VersionOf(models));
        Assert.Equal("red 0.50, green 0.20, blue 0.10", await PredictAsync(models));
    }

    [Theory]
    [InlineData("", "networks.mean.weights: the file does not exist: ")]
    [InlineData("mean.onnx, labels.txt", "sha256: scale.bin is missing.")]
    public async Task Weights_in_another_file_must_be_there_and_listed(string listed, string reason)
    {
        using var models = new UserModels();
        await File.WriteAllBytesAsync(
            models.Weights, TinyNetwork.MeanOfColors(8, 8, scale: Scale), TestContext.Current.CancellationToken);
        if (listed.Length > 0)
        {
            await WriteScaleAsync(models, 1);
            JsonObject manifest = UserModels.Manifest();
            manifest["sha256"] = new JsonObject(
                listed.Split(", ").Select(name => KeyValuePair.Create(name, (JsonNode?)Sha256Of(models, name))));
            models.Write(manifest);
        }

        Assert.Contains(reason, await RefusalAsync(models), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_outside_of_the_folder_are_refused()
    {
        using var models = new UserModels();
        await File.WriteAllBytesAsync(
            models.Weights, TinyNetwork.MeanOfColors(8, 8, scale: "../scale.bin"), TestContext.Current.CancellationToken);

        Assert.Equal($"{models.Weights}: its weights are in '../scale.bin', which is not in its folder.", await RefusalAsync(models));
    }

    [Fact(Skip = "Windows has no named pipes in folders.", SkipWhen = nameof(IsWindows))]
    public async Task A_start_that_hangs_names_its_model()
    {
        using var models = new UserModels();
        File.Delete(models.Weights);
        using (var make = Process.Start("mkfifo", [models.Weights]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using var process = EngineProcess.Start("--models", models.Path);
        await process.WriteLineAsync(EngineClient.Key);

        Assert.Contains(models.ModelPath, await process.ReadErrorAsync("not ready yet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_served_already_is_refused()
    {
        using var models = new UserModels();
        JsonObject manifest = UserModels.Manifest();
        manifest["serves"] = new JsonObject { ["General"] = "concepts" };
        models.Write(manifest);

        Assert.Contains("'general' is served by", await RefusalAsync(models), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_folder_is_told_of_at_once()
    {
        using var models = new UserModels();
        Directory.CreateDirectory(Path.Combine(models.Path, "another"));
        await File.WriteAllTextAsync(models.ManifestPath, "{", TestContext.Current.CancellationToken);

        string[] lines = (await RefusalAsync(models)).Split(Environment.NewLine);

        Assert.Equal(2, lines.Length);
        Assert.Contains($"{Path.Combine("another", "manifest.json")}: the file does not exist.", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{models.ManifestPath}, line 1: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_empty_or_a_models_own_is_refused()
    {
        using var models = new UserModels();
        string empty = Directory.CreateDirectory(Path.Combine(models.ModelPath, "empty")).FullName;

        string missing = Path.Combine(models.Path, "nowhere");
        Assert.Contains($"The models folder '{missing}' does not exist.", Refusal(missing), StringComparison.Ordinal);
        Assert.Contains("does not contain any model folders", Refusal(empty), StringComparison.Ordinal);
        Assert.Contains("the folder of one model", Refusal(models.ModelPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_refuses_a_bad_folder_before_it_is_ready()
    {
        using var models = new UserModels();
        await File.WriteAllTextAsync(models.ManifestPath, "{\n  \"name\": 1\n}", TestContext.Current.CancellationToken);
        await using var process = EngineProcess.Start("--models", models.Path);
        await process.WriteLineAsync(EngineClient.Key);

        string complaint = await process.ReadErrorAsync("cannot start");
        await process.WaitForExitAsync();

        Assert.Contains($"{models.ManifestPath}, line 2: name: ", complaint, StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
        Assert.Empty(await process.ReadRestOfOutputAsync());
    }

    [Fact]
    public async Task The_environment_names_the_folder_where_the_command_line_does_not()
    {
        using var models = new UserModels();
        await using var process = EngineProcess.StartWith(("CLARIFAI_LOCAL_MODELS", models.Path));
        using HttpClient http = await process.ConnectAsync();

        using HttpResponseMessage response = await http.GetAsync($"/v2/models/{UserModels.Id}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<string> PredictAsync(UserModels models)
    {
        await using EngineClient engine = await EngineClient.StartAsync(modelsFolder: models.Path);
        EngineAnswer answer = await engine.PostAsync(PredictBody.Of(Pictures.Solid(30, 20, Orange)), OutputsPath);
        Assert.Equal(HttpStatusCode.OK, answer.Http);
        return string.Join(", ", answer.Concepts().Select(concept => FormattableString.Invariant($"{concept.Key} {concept.Value:0.00}")));
    }

    private static async Task<string> RefusalAsync(UserModels models) =>
        (await Assert.ThrowsAnyAsync<Exception>(() => EngineClient.StartAsync(modelsFolder: models.Path))).Message;

    private static Task WriteScaleAsync(UserModels models, float scale) =>
        File.WriteAllBytesAsync(Path.Combine(models.ModelPath, Scale), BitConverter.GetBytes(scale), TestContext.Current.CancellationToken);

    private static string VersionOf(UserModels models) => ModelFolder.Open(ManifestFile.Read(models.ModelPath), []).VersionId;

    private static string Sha256Of(UserModels models, string name) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(models.ModelPath, name))));

    private static string Refusal(string folder) => Assert.Throws<InvalidDataException>(() => ModelCatalogue.Open(folder)).Message;
}
