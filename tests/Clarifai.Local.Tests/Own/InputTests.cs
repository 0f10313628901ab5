using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests.Own;

/// <summary>The examples that own models learn from.</summary>
public sealed class InputTests(RunningEngine engine)
{
    private OwnEngine Engine { get; } = engine.NewApp();

    [Fact]
    public async Task What_is_said_about_an_input_is_kept_and_its_picture_is_not()
    {
        JsonObject sent = OwnEngine.Input("one", Photos.Cat(1), "cat", "!dog");
        sent["data"]!["metadata"] = new JsonObject { ["filename"] = "cat.jpg", ["stars"] = 5 };
        sent["data"]!["geo"] = new JsonObject { ["geo_point"] = new JsonObject { ["latitude"] = 48.1, ["longitude"] = 11.5 } };

        EngineAnswer added = await Engine.AddAsync(sent);

        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (added.Http, added.Code));
        JsonElement kept = (await Engine.GetAsync("/inputs/one")).Json.GetProperty("input");
        foreach (JsonElement input in (JsonElement[])[Assert.Single(InputsOf(added)), kept])
        {
            Assert.Equal(("one", 30000), (input.GetProperty("id").GetString(), OwnEngine.CodeOf(input)));
            JsonElement data = input.GetProperty("data");
            Assert.Equal("{}", data.GetProperty("image").GetRawText());
            Assert.Equal(["cat 1", "dog 0"], ConceptsOf(input).Order());
            Assert.Equal("""{"filename":"cat.jpg","stars":5}""", data.GetProperty("metadata").GetRawText());
            Assert.Equal(48.1, data.GetProperty("geo").GetProperty("geo_point").GetProperty("latitude").GetDouble());
        }
    }

    [Fact]
    public async Task The_same_input_again_changes_nothing_whether_it_is_told_by_its_id_or_by_its_picture()
    {
        _ = await Engine.AddAsync(OwnEngine.Input("one", Photos.Cat(1), "cat"));

        EngineAnswer answer = await Engine.AddAsync(
            OwnEngine.Input("one", Photos.Cat(2), "dog"),
            OwnEngine.Input("two", Photos.Cat(1), "dog"),
            OwnEngine.Input("three", Photos.Cat(3), "cat"));

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.Equal(
            [("one", 30100), ("one", 30100), ("three", 30000)],
            InputsOf(answer).Select(input => (input.GetProperty("id").GetString(), OwnEngine.CodeOf(input))));
        Assert.Equal(["cat 1"], ConceptsOf(InputsOf(answer)[1]));
        Assert.Equal(["one", "three"], await IdsAsync());
    }

    [Fact]
    public async Task An_input_without_an_id_is_called_by_its_picture_unless_it_may_be_added_twice()
    {
        JsonObject again = OwnEngine.Input(null, Photos.Cat(1));
        again["data"]!["image"]!["allow_duplicate_url"] = true;

        EngineAnswer answer = await Engine.AddAsync(OwnEngine.Input(null, Photos.Cat(1)), OwnEngine.Input(null, Photos.Cat(1)), again);

        Assert.Equal([30000, 30100, 30000], InputsOf(answer).Select(OwnEngine.CodeOf));
        string[] ids = [.. InputsOf(answer).Select(input => input.GetProperty("id").GetString()!)];
        Assert.All(ids, id => Assert.Equal(32, id.Length));
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task A_broken_picture_costs_itself_only()
    {
        EngineAnswer answer = await Engine.AddAsync(
            OwnEngine.Input("good", Photos.Cat(1)), OwnEngine.Input("bad", [1, 2, 3]), OwnEngine.Input("cut", Photos.Cat(2)[..2000]));

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.Equal([30000, StatusCodes.InputUnsupportedFormat, StatusCodes.ImageDecodeFailed], InputsOf(answer).Select(OwnEngine.CodeOf));
        Assert.Equal(["good"], await IdsAsync());
    }

    [Fact]
    public async Task An_input_that_is_not_valid_costs_itself_only()
    {
        (string Id, string Concept, string Value, string Reason)[] invalid =
        [
            ("one/two", "cat", "1", "'one/two' is not a valid input ID"),
            (".", "cat", "1", "'.' is not a valid input ID"),
            ("..", "cat", "1", "'..' is not a valid input ID"),
            (" one", "cat", "1", "' one' is not a valid input ID"),
            ("one", "cat/dog", "1", "'cat/dog' is not a valid concept ID"),
            ("two", "cat", "0.5", "The value of the concept 'cat' is 0.5"),
            ("three", "cat", "\"-1\"", "The value of the concept 'cat' is -1"),
        ];

        EngineAnswer answer = await Engine.AddAsync([.. invalid.Select(Make), OwnEngine.Input("good", Photos.Cat(1), "cat")]);

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.All(invalid.Zip(InputsOf(answer)), pair =>
        {
            Assert.Equal(pair.First.Id, pair.Second.GetProperty("id").GetString());
            Assert.Equal(StatusCodes.InputInvalidArgument, OwnEngine.CodeOf(pair.Second));
            string details = pair.Second.GetProperty("status").GetProperty("details").GetString()!;
            Assert.StartsWith(pair.First.Reason, details, StringComparison.Ordinal);
        });
        Assert.Equal(["good"], await IdsAsync());

        static JsonObject Make((string Id, string Concept, string Value, string Reason) invalid)
        {
            JsonObject input = OwnEngine.Input(invalid.Id, Photos.Cat(2), invalid.Concept);
            input["data"]!["concepts"]![0]!["value"] = JsonNode.Parse(invalid.Value);
            return input;
        }
    }

    [Theory]
    [InlineData("merge", "bird 1, cat 0, dog 1", """{"a":1,"b":3,"c":4}""")]
    [InlineData("remove", "dog 1", """{"b":3,"c":4}""")]
    [InlineData("overwrite", "bird 1, cat 0", """{"b":3,"c":4}""")]
    public async Task Concepts_and_metadata_are_merged_removed_and_overwritten(string action, string concepts, string metadata)
    {
        JsonObject sent = OwnEngine.Input("one", Photos.Cat(1), "cat", "dog");
        sent["data"]!["metadata"] = new JsonObject { ["a"] = 1, ["b"] = 2 };
        _ = await Engine.AddAsync(sent);

        EngineAnswer answer = await PatchAsync(action, "one", """{"b":3,"c":4}""", "!cat", "bird");

        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (answer.Http, answer.Code));
        JsonElement kept = (await Engine.GetAsync("/inputs/one")).Json.GetProperty("input");
        Assert.Equal(concepts.Split(", "), ConceptsOf(kept).Order());
        Assert.Equal(metadata, kept.GetProperty("data").GetProperty("metadata").GetRawText());
    }

    [Fact]
    public async Task A_change_of_an_input_that_is_not_there_is_refused_and_makes_none()
    {
        EngineAnswer answer = await PatchAsync("merge", "nobody", "{}", "cat");

        Assert.Equal((HttpStatusCode.BadRequest, StatusCodes.Failure), (answer.Http, answer.Code));
        Assert.Equal(30102, OwnEngine.CodeOf(Assert.Single(InputsOf(answer))));
        Assert.Equal((HttpStatusCode.NotFound, 30102), Outcome(await Engine.GetAsync("/inputs/nobody")));
        Assert.Equal((HttpStatusCode.NotFound, 30102), Outcome(await Engine.SendAsync(HttpMethod.Delete, "/inputs/nobody")));
        Assert.Empty(await IdsAsync());
    }

    [Fact]
    public async Task Inputs_are_deleted_by_one_by_several_and_all()
    {
        _ = await Engine.AddAsync([.. Enumerable.Range(1, 5).Select(number => OwnEngine.Input($"{number}", Photos.Cat(number), "cat"))]);

        Assert.Equal((HttpStatusCode.OK, 10000), Outcome(await Engine.SendAsync(HttpMethod.Delete, "/inputs/2")));
        Assert.Equal(["1", "3", "4", "5"], await IdsAsync());
        Assert.Equal(
            (HttpStatusCode.MultiStatus, StatusCodes.MixedStatus),
            Outcome(await Engine.SendAsync(HttpMethod.Delete, "/inputs", """{"ids":["3","nobody"]}""")));
        Assert.Equal(["1", "4", "5"], await IdsAsync());
        Assert.Equal((HttpStatusCode.OK, 10000), Outcome(await Engine.SendAsync(HttpMethod.Delete, "/inputs", """{"delete_all":true}""")));
        Assert.Empty(await IdsAsync());

        // Its id and its picture are free again.
        Assert.Equal(StatusCodes.Success, (await Engine.AddAsync(OwnEngine.Input("2", Photos.Cat(2), "cat"))).Code);
    }

    [Fact]
    public async Task Inputs_are_listed_in_pages_in_the_order_in_which_they_came_and_counted()
    {
        _ = await Engine.AddAsync([.. Enumerable.Range(1, 5).Select(number => OwnEngine.Input($"{9 - number}", Photos.Cat(number)))]);

        Assert.Equal(["8", "7", "6", "5", "4"], await IdsAsync());
        Assert.Equal(["6", "5"], await IdsAsync("?page=2&per_page=2"));
        Assert.Empty(await IdsAsync("?page=4&per_page=2"));
        JsonElement counts = (await Engine.GetAsync("/inputs/status")).Json.GetProperty("counts");
        Assert.Equal("""{"processed":5,"to_process":0,"errors":0,"processing":0}""", counts.GetRawText());
    }

    [Theory]
    [InlineData("""{}""", StatusCodes.InvalidRequest)]
    [InlineData("""{"inputs":"all"}""", StatusCodes.BadRequestFormat)]
    [InlineData("""{"inputs":[{"id":7}]}""", StatusCodes.BadRequestFormat)]
    [InlineData("""{"inputs":[{"id":"a/b","data":{"image":{"base64":"AAAA"}}}]}""", StatusCodes.Failure)]
    [InlineData("""{"inputs":[{"data":{"image":{"base64":"AAAA"},"concepts":[{"value":true}]}}]}""", StatusCodes.Failure)]
    [InlineData("""{"inputs":[{"data":{"image":{"b\u0061se64":"5"}}}]}""", StatusCodes.Failure)]
    [InlineData("""{"inputs":[{"data":{"image":{"b\u0061se64":"AAAA"}}}]}""", StatusCodes.BadRequestFormat)]
    [InlineData("""{"inputs":[{"data":{"video":{"base64":"AAAA"}}}]}""", StatusCodes.Failure)]
    [InlineData("""{"inputs":[{"data":{"image":{}}}]}""", StatusCodes.Failure)]
    public async Task What_is_not_such_a_request_is_refused_and_leaves_nothing(string json, int code)
    {
        EngineAnswer answer = await Engine.PostAsync("/inputs", json);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Http, answer.Code));
        Assert.Empty(await IdsAsync());
    }

    [Fact]
    public async Task A_video_as_an_example_is_refused_with_the_reason()
    {
        EngineAnswer answer = await Engine.PostAsync("/inputs", """{"inputs":[{"data":{"video":{"base64":"AAAA"}}}]}""");

        Assert.Equal(
            "Training does not accept videos, only images.",
            Assert.Single(InputsOf(answer)).GetProperty("status").GetProperty("details").GetString());
    }

    private static (HttpStatusCode Http, int Code) Outcome(EngineAnswer answer) => (answer.Http, answer.Code);

    private static JsonElement[] InputsOf(EngineAnswer answer) => [.. answer.Json.GetProperty("inputs").EnumerateArray()];

    private static IEnumerable<string> ConceptsOf(JsonElement input) => input.GetProperty("data").GetProperty("concepts").EnumerateArray()
        .Select(concept => $"{concept.GetProperty("id").GetString()} {concept.GetProperty("value").GetInt32()}");

    private Task<EngineAnswer> PatchAsync(string action, string id, string metadata, params string[] concepts) => Engine.SendAsync(
        HttpMethod.Patch,
        "/inputs",
        new JsonObject
        {
            ["action"] = action,
            ["inputs"] = new JsonArray(new JsonObject
            {
                ["id"] = id,
                ["data"] = new JsonObject { ["concepts"] = OwnEngine.ConceptList(concepts), ["metadata"] = JsonNode.Parse(metadata) },
            }),
        }.ToJsonString());

    private async Task<string[]> IdsAsync(string query = "") =>
        [.. InputsOf(await Engine.GetAsync("/inputs" + query)).Select(input => input.GetProperty("id").GetString()!)];
}
