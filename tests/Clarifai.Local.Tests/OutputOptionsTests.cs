using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>The options of a request: how many concepts, from which value on, which ones.</summary>
public sealed class OutputOptionsTests(RunningEngine engine)
{
    private static readonly byte[] Cat = Samples.Read(Samples.Cat);

    [Fact]
    public async Task Max_concepts_keeps_the_surest()
    {
        EngineAnswer answer = await PredictAsync(new JsonObject { ["max_concepts"] = 1 });

        Assert.Equal("cat", Assert.Single(answer.Concepts()).Key);
    }

    [Fact]
    public async Task Without_options_there_are_20_at_most_and_none_under_a_tenth()
    {
        Assert.All((await engine.Client.PredictAsync(Cat)).Concepts().Values, value => Assert.InRange(value, 0.1, 1));
        Assert.Equal(20, (await PredictAsync(new JsonObject { ["min_value"] = 0 })).Concepts().Count);
        IReadOnlyDictionary<string, double> all = (await PredictAsync(Everything)).Concepts();
        Assert.Equal(200, all.Count);
        Assert.Equal(all.Values.OrderDescending(), all.Values);
    }

    [Fact]
    public async Task A_value_is_the_same_whatever_else_is_wanted()
    {
        IReadOnlyDictionary<string, double> said = (await engine.Client.PredictAsync(Cat)).Concepts();
        IReadOnlyDictionary<string, double> all = (await PredictAsync(Everything)).Concepts();

        Assert.All(said, concept => Assert.Equal(concept.Value, all[concept.Key]));
        foreach ((string name, double value) in said)
        {
            Assert.Equal(value, Assert.Single((await PredictAsync(Select(("name", name)))).Concepts()).Value);
        }
    }

    [Fact]
    public async Task Min_value_leaves_out_what_is_less_sure()
    {
        IReadOnlyDictionary<string, double> said = (await engine.Client.PredictAsync(Cat)).Concepts();
        double value = said["mammal"];

        Assert.Equal(
            said.Where(concept => concept.Value >= value),
            (await PredictAsync(new JsonObject { ["min_value"] = value })).Concepts());
        Assert.Empty((await PredictAsync(new JsonObject { ["min_value"] = said["cat"] + 0.001 })).Concepts());
    }

    [Fact]
    public async Task Options_are_taken_from_the_model_version_too()
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.WithVersionOptions(Cat, new JsonObject { ["max_concepts"] = 1 }));

        Assert.Single(answer.Concepts());
    }

    [Theory]
    [InlineData("id", "local_cat")]
    [InlineData("name", "cat")]
    [InlineData("name", "local_cat")]
    public async Task Only_selected_concepts_are_returned(string member, string value)
    {
        EngineAnswer answer = await PredictAsync(Select((member, value)));

        Assert.Equal(["cat"], answer.Concepts().Keys);
    }

    [Fact]
    public async Task A_selected_concept_is_told_of_whatever_its_value()
    {
        KeyValuePair<string, double> skis = Assert.Single((await PredictAsync(Select(("name", "skis")))).Concepts());

        Assert.Equal("skis", skis.Key);
        Assert.InRange(skis.Value, 0, 0.1);
        JsonObject sure = Select(("name", "skis"));
        sure["min_value"] = 0.1;
        Assert.Empty((await PredictAsync(sure)).Concepts());
    }

    [Fact]
    public async Task More_concepts_than_are_told_of_without_options_can_be_selected()
    {
        JsonElement model = (await engine.Client.GetAsync("/v2/models/general/output_info")).Json.GetProperty("model");
        (string, string)[] wanted = [.. EngineAnswer.VocabularyOf(model).Take(250).Select(name => ("name", name!))];

        Assert.Equal(250, (await PredictAsync(Select(wanted))).Concepts().Count);
    }

    [Fact]
    public async Task Selected_concepts_that_do_not_exist_make_a_mixed_answer()
    {
        EngineAnswer answer = await PredictAsync(Select(("name", "cat"), ("name", "Cat"), ("id", "cat")));

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.Contains("Cat", answer.Details, StringComparison.Ordinal);
        Assert.Equal([StatusCodes.Success], answer.OutputCodes);
        Assert.Equal(["cat"], EngineAnswer.ConceptsOf(answer.Outputs[0]).Keys);
    }

    [Fact]
    public async Task A_selection_of_which_nothing_exists_is_an_invalid_argument() =>
        (await PredictAsync(Select(("name", "unicorn")))).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument);

    [Fact]
    public async Task An_empty_selection_selects_everything()
    {
        Assert.Equal(
            (await engine.Client.PredictAsync(Cat)).Concepts(),
            (await PredictAsync(new JsonObject { ["select_concepts"] = new JsonArray() })).Concepts());
    }

    [Theory]
    [InlineData("""{"max_concepts":0}""")]
    [InlineData("""{"max_concepts":201}""")]
    [InlineData("""{"max_concepts":-1}""")]
    [InlineData("""{"min_value":-0.1}""")]
    [InlineData("""{"min_value":1.1}""")]
    [InlineData("""{"language":"ja"}""")]
    [InlineData("""{"select_concepts":[{}]}""")]
    public async Task An_option_out_of_range_is_an_invalid_argument(string options) =>
        (await PredictAsync(JsonNode.Parse(options)!.AsObject()))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument);

    [Theory]
    [InlineData("""{"max_concepts":200,"min_value":0.1,"language":"en"}""")]
    [InlineData("""{"max_concepts":null,"min_value":null,"language":"","select_concepts":null,"sample_ms":1000}""")]
    public async Task Options_in_range_and_absent_ones_are_taken(string options) => Assert.Equal(
        (await engine.Client.PredictAsync(Cat)).Concepts(),
        (await PredictAsync(JsonNode.Parse(options)!.AsObject())).Concepts());

    private static JsonObject Everything => new() { ["max_concepts"] = 200, ["min_value"] = 0 };

    private static JsonObject Select(params (string Member, string Value)[] concepts) => new()
    {
        ["select_concepts"] = new JsonArray([.. concepts.Select(concept => new JsonObject { [concept.Member] = concept.Value })]),
    };

    private Task<EngineAnswer> PredictAsync(JsonObject options) => engine.Client.PostAsync(PredictBody.WithOptions(Cat, options));
}
