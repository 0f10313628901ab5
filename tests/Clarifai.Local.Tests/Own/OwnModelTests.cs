using System.Net;
using System.Text.Json;

namespace Clarifai.Local.Tests.Own;

/// <summary>Models that an app teaches its own concepts.</summary>
public sealed class OwnModelTests(RunningEngine engine)
{
    // The engine's folder has the models of other tests too.
    private readonly string _model = $"model-{Guid.NewGuid():N}";

    private OwnEngine Engine { get; } = engine.NewApp();

    [Fact]
    public async Task One_example_a_concept_is_enough_and_other_things_get_low_values()
    {
        _ = await Engine.AddAsync(OwnEngine.Input("1", Photos.Cat(1), "my cat"), OwnEngine.Input("2", Photos.Coffee(1), "my cup"));
        _ = await Engine.CreateAsync("mine", ["my cat", "my cup"]);
        _ = await Engine.TrainAsync("mine");

        IReadOnlyDictionary<string, double> cat = await Engine.PredictAsync("mine", Photos.Cat(4));
        IReadOnlyDictionary<string, double> rocket = await Engine.PredictAsync("mine", Samples.Read(Samples.Rocket));

        Assert.InRange(cat["my cat"], .5, 1);
        Assert.InRange(cat["my cup"], 0, .3);
        Assert.All(rocket.Values, value => Assert.InRange(value, 0, .3));
    }

    [Fact]
    public async Task In_a_closed_environment_a_thing_is_one_of_those_that_are_known()
    {
        _ = await Engine.AddAsync(OwnEngine.Input("1", Photos.Cat(1), "cat"), OwnEngine.Input("2", Photos.Coffee(1), "cup"));
        _ = await Engine.CreateAsync("closed", ["cat", "cup"], isExclusive: true, isClosed: true);
        _ = await Engine.TrainAsync("closed");

        IReadOnlyDictionary<string, double> rocket = await Engine.PredictAsync("closed", Samples.Read(Samples.Rocket));

        Assert.Equal(1, rocket.Values.Sum(), 1e-4);
    }

    [Fact]
    public async Task Exclusive_concepts_share_one_with_none_of_them()
    {
        OwnEngine things = await engine.NewAppAsync(Photos.OneOfEach());
        _ = await things.CreateAsync(_model, ["cat", "cup", "person"], isExclusive: true);
        _ = await things.TrainAsync(_model);

        IReadOnlyDictionary<string, double> cat = await things.PredictAsync(_model, Photos.Cat(9));
        IReadOnlyDictionary<string, double> rocket = await things.PredictAsync(_model, Samples.Read(Samples.Rocket));

        Assert.InRange(cat["cat"], .8, 1);
        Assert.InRange(cat.Values.Sum(), .8, 1 + 1e-6);
        Assert.InRange(rocket.Values.Sum(), 0, .3);
    }

    [Fact]
    public async Task Counterexamples_count()
    {
        _ = await Engine.AddAsync(
            OwnEngine.Input("1", Photos.Cat(1), "seen"),
            OwnEngine.Input("2", Photos.Coffee(1), "seen"),
            OwnEngine.Input("3", Photos.Coffee(2), "!seen"),
            OwnEngine.Input("4", Photos.Coffee(3), "!seen"));
        _ = await Engine.CreateAsync("seen", ["seen"], isClosed: true);
        _ = await Engine.TrainAsync("seen");

        Assert.InRange((await Engine.PredictAsync("seen", Photos.Cat(4)))["seen"], .5, 1);
        Assert.InRange((await Engine.PredictAsync("seen", Photos.Coffee(4)))["seen"], 0, .5);
    }

    [Fact]
    public async Task A_version_has_its_id_when_it_is_asked_for_and_the_folder_and_the_answers_have_the_same()
    {
        OwnEngine things = await engine.ThingsAsync();
        _ = await things.CreateAsync(_model, ["cat", "cup", "person"], isClosed: true);
        string version = await things.TrainAsync(_model);

        using var manifest = JsonDocument.Parse(
            await File.ReadAllBytesAsync(
                Path.Combine(things.ModelsFolder, $"{_model}-{version}", "manifest.json"), TestContext.Current.CancellationToken));
        EngineAnswer answer = await things.PostAsync($"/models/{_model}/outputs", PredictBody.Of(Photos.Cat(9)));
        JsonElement model = answer.Outputs[0].GetProperty("model");

        Assert.Equal(version, manifest.RootElement.GetProperty("version").GetString());
        Assert.Equal(version, model.GetProperty("model_version").GetProperty("id").GetString());
        Assert.StartsWith("app-", model.GetProperty("app_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            [("cat", "cat"), ("cup", "cup"), ("person", "person")],
            EngineAnswer.ConceptsOfVocabulary(
                (await things.GetAsync($"/models/{_model}/versions/{version}/output_info")).Json.GetProperty("model")));
        Assert.Contains(_model, (await ModelIdsAsync(things)).Skip(7));
    }

    [Fact]
    public async Task Older_versions_stay_answerable()
    {
        OwnEngine things = await engine.ThingsAsync();
        _ = await things.CreateAsync(_model, ["cat", "cup"], isClosed: true);
        string first = await things.TrainAsync(_model);
        string second = await things.TrainAsync(
            _model, """{"model_versions":[{"output_info":{"data":{"concepts":[{"id":"cat"},{"id":"person"}]}}}]}""");

        EngineAnswer versions = await things.GetAsync($"/models/{_model}/versions");
        EngineAnswer old = await things.PostAsync($"/models/{_model}/versions/{first}/outputs", PredictBody.Of(Photos.Cat(9)));

        Assert.Equal(
            [second, first],
            versions.Json.GetProperty("model_versions").EnumerateArray().Select(version => version.GetProperty("id").GetString()));
        Assert.Equal(["cat", "cup"], EngineAnswer.ConceptsOf(old.Outputs[0]).Keys.Order());
        Assert.Equal(["cat", "person"], (await things.PredictAsync(_model, Photos.Cat(9))).Keys.Order());
        Assert.Equal(
            (HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist),
            Outcome(await things.GetAsync($"/models/{_model}/versions/nonsense")));
    }

    [Fact]
    public async Task Parameters_of_todays_clients_are_understood()
    {
        OwnEngine things = await engine.ThingsAsync();
        _ = await things.PostAsync("/models", $$"""{"models":[{"id":"{{_model}}","model_type_id":"embedding-classifier"}]}""");
        _ = await things.TrainAsync(
            _model,
            """
            {"model_versions":[{"train_info":{"params":{
                "concepts":["cat",{"id":"cup"}],"concepts_mutually_exclusive":true,"closed_environment":true}}}]}
            """);

        EngineAnswer answer = await things.GetAsync($"/models/{_model}");

        JsonElement info = answer.Json.GetProperty("model").GetProperty("output_info");
        Assert.True(info.GetProperty("output_config").GetProperty("concepts_mutually_exclusive").GetBoolean());
        Assert.Equal(["cat", "cup"], (await things.PredictAsync(_model, Photos.Cat(9))).Keys.Order());
    }

    [Theory]
    [InlineData("general")]
    [InlineData("aaa03c23b3724a16a56b629203edc62c")]
    [InlineData("Food")]
    [InlineData("THINGS")]
    public async Task A_name_that_is_taken_is_refused(string id)
    {
        _ = await Engine.CreateAsync("things", ["cat"]);

        Assert.Equal((HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument), Outcome(await Engine.CreateAsync(id, ["cat"])));
    }

    [Theory]
    [InlineData("""{"model":{"name":"nameless"}}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"model":{"id":"a/b"}}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"model":{"id":".."}}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"model":{"id":" a"}}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"model":{"id":"a","output_info":{"data":{"concepts":[{"id":"x "}]}}}}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"models":[{"id":"a"},{"id":"b"}]}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"model":{"id":"a","output_info":{"data":{"concepts":[{"id":"x"},{"id":"x"}]}}}}""", StatusCodes.ModelInvalidArgument)]
    [InlineData("""
        {"model":{"id":"a","output_info":{"data":{"concepts":[{"id":"x","name":"n"},{"id":"y","name":"n"}]}}}}
        """, StatusCodes.ModelInvalidArgument)]
    [InlineData("""[1]""", StatusCodes.BadRequestFormat)]
    public async Task What_cannot_be_a_model_is_refused(string json, int code)
    {
        Assert.Equal((HttpStatusCode.BadRequest, code), Outcome(await Engine.PostAsync("/models", json)));
        Assert.Equal(7, (await ModelIdsAsync(Engine)).Length);
    }

    [Theory]
    [InlineData("nothing", false, 21110, "No input of the app carries a concept of the model: add examples and train again.")]
    [InlineData("cat,dog", false, 21111, "The concept 'dog' has no examples. Add some and train again.")]
    [InlineData("cat,dog,fox", false, 21111, "The concepts 'dog', 'fox' have no examples. Add some and train again.")]
    [InlineData(
        "cat", true, 21112, "The model has one concept and no counterexample of it: add some, or train it without closed_environment.")]
    [InlineData("", false, 21110, "The model has no concepts: add some and train again.")]
    public async Task A_model_that_cannot_learn_says_why(string concepts, bool isClosed, int code, string details)
    {
        _ = await Engine.AddAsync(OwnEngine.Input("1", Photos.Cat(1), "cat"), OwnEngine.Input("2", Photos.Cat(2), "!dog"));
        _ = await Engine.CreateAsync(_model, concepts.Split(',', StringSplitOptions.RemoveEmptyEntries), isClosed: isClosed);

        JsonElement version = await Engine.WaitAsync(_model, await Engine.StartTrainingAsync(_model));

        Assert.Equal(code, OwnEngine.CodeOf(version));
        Assert.Equal(details, version.GetProperty("status").GetProperty("details").GetString());
        EngineAnswer predicted = await Engine.PostAsync($"/models/{_model}/outputs", PredictBody.Of(Photos.Cat(9)));
        Assert.Equal((HttpStatusCode.BadRequest, 21102), Outcome(predicted));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Engine.ModelsFolder, $"*{_model}*"));
    }

    [Fact]
    public async Task A_model_that_was_never_trained_says_so()
    {
        EngineAnswer created = await Engine.CreateAsync("new", ["cat"]);

        Assert.Equal(21102, OwnEngine.CodeOf(created.Json.GetProperty("model").GetProperty("model_version")));
        Assert.Equal(
            (HttpStatusCode.BadRequest, 21102), Outcome(await Engine.PostAsync("/models/new/outputs", PredictBody.Of(Photos.Cat(9)))));
    }

    [Fact]
    public async Task Names_and_concepts_change_and_the_next_version_learns_them()
    {
        OwnEngine things = await engine.ThingsAsync();
        _ = await things.CreateAsync(_model, ["cat", "cup"], isClosed: true);

        EngineAnswer merged = await PatchAsync(
            things, """{"id":"....","name":"My things","output_info":{"data":{"concepts":[{"id":"person"}]}}}""", "merge");
        EngineAnswer removed = await PatchAsync(
            things, """{"id":"....","output_info":{"data":{"concepts":[{"id":"cat"}]}}}""", "remove");

        Assert.Equal(
            ["cat", "cup", "person"], EngineAnswer.VocabularyOf(Assert.Single(merged.Json.GetProperty("models").EnumerateArray())));
        Assert.Equal(["cup", "person"], EngineAnswer.VocabularyOf(Assert.Single(removed.Json.GetProperty("models").EnumerateArray())));
        _ = await things.TrainAsync(_model);
        Assert.Equal(["cup", "person"], (await things.PredictAsync(_model, Photos.Coffee(9))).Keys.Order());
        Assert.Equal("My things", (await things.GetAsync($"/models/{_model}")).Json.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal((HttpStatusCode.Forbidden, 21201), Outcome(await PatchAsync(things, """{"id":"general","name":"mine"}""", "merge")));
    }

    [Fact]
    public async Task Deleted_models_and_versions_are_gone_with_their_folders_and_the_inputs_stay()
    {
        OwnEngine things = await engine.ThingsAsync();
        _ = await things.CreateAsync(_model, ["cat", "cup"], isClosed: true);
        string first = await things.TrainAsync(_model);
        string second = await things.TrainAsync(_model);

        Assert.Equal((HttpStatusCode.OK, 10000), Outcome(await things.SendAsync(HttpMethod.Delete, $"/models/{_model}/versions/{second}")));
        Assert.Equal(
            [$"{_model}-{first}"],
            Directory.GetDirectories(things.ModelsFolder, $"*{_model}*").Select(folder => Path.GetFileName(folder)));
        _ = await things.PredictAsync(_model, Photos.Cat(9));
        Assert.Equal((HttpStatusCode.OK, 10000), Outcome(await things.SendAsync(HttpMethod.Delete, $"/models/{_model}")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Engine.ModelsFolder, $"*{_model}*"));
        Assert.Equal(
            (HttpStatusCode.NotFound, StatusCodes.ModelDoesNotExist),
            Outcome(await things.PostAsync($"/models/{_model}/outputs", PredictBody.Of(Photos.Cat(9)))));
        Assert.Equal(9, (await things.GetAsync("/inputs")).Json.GetProperty("inputs").GetArrayLength());
        Assert.Equal((HttpStatusCode.Forbidden, 21201), Outcome(await things.SendAsync(HttpMethod.Delete, "/models/general")));
    }

    [Fact]
    public async Task All_own_models_are_deleted_at_once()
    {
        _ = await Engine.CreateAsync("one", ["cat"]);
        _ = await Engine.CreateAsync("two", ["cat"]);

        Assert.Equal((HttpStatusCode.OK, 10000), Outcome(await Engine.SendAsync(HttpMethod.Delete, "/models", """{"delete_all":true}""")));

        Assert.Equal(7, (await ModelIdsAsync(Engine)).Length);
    }

    [Fact]
    public async Task Each_owner_has_inputs_and_models_of_its_own()
    {
        OwnEngine mine = Engine.As(_model, "zoo");
        OwnEngine yours = Engine.As($"not {_model}", "zoo");
        _ = await mine.AddAsync(OwnEngine.Input("1", Photos.Cat(1), "animal"));
        _ = await yours.AddAsync(OwnEngine.Input("1", Photos.Astronaut(1), "animal"));
        foreach (OwnEngine owner in (OwnEngine[])[mine, yours])
        {
            _ = await owner.CreateAsync("animals", ["animal"]);
            _ = await owner.TrainAsync("animals");
        }

        Assert.InRange((await mine.PredictAsync("animals", Photos.Cat(9)))["animal"], .5, 1);
        Assert.InRange((await yours.PredictAsync("animals", Photos.Cat(9)))["animal"], 0, .3);
        Assert.Equal(StatusCodes.ModelDoesNotExist, (await Engine.GetAsync("/models/animals")).Code);
        Assert.Empty((await Engine.GetAsync("/inputs")).Json.GetProperty("inputs").EnumerateArray());
        Assert.Equal("zoo", (await mine.GetAsync("/models/animals")).Json.GetProperty("model").GetProperty("app_id").GetString());
        Assert.Equal(StatusCodes.Success, (await mine.GetAsync("/models/general")).Code);
    }

    private static (HttpStatusCode Http, int Code) Outcome(EngineAnswer answer) => (answer.Http, answer.Code);

    private static async Task<string[]> ModelIdsAsync(OwnEngine app) => [.. (await app.GetAsync("/models?per_page=100")).Json
        .GetProperty("models").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];

    // Four dots stand for the model's id.
    private Task<EngineAnswer> PatchAsync(OwnEngine app, string model, string action)
    {
        string json = model.Replace("....", _model, StringComparison.Ordinal);
        return app.SendAsync(HttpMethod.Patch, "/models", $$"""{"action":"{{action}}","models":[{{json}}]}""");
    }
}
