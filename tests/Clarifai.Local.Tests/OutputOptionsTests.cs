using System.Net;
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

        Assert.Equal("animal", Assert.Single(answer.Concepts()).Key);
    }

    [Fact]
    public async Task Min_value_leaves_out_what_is_less_sure()
    {
        double value = (await engine.Client.PredictAsync(Cat)).Concepts()["cat"];

        Assert.Equal(2, (await PredictAsync(new JsonObject { ["min_value"] = value - 0.001 })).Concepts().Count);
        Assert.Empty((await PredictAsync(new JsonObject { ["min_value"] = value + 0.001 })).Concepts());
    }

    [Fact]
    public async Task Options_are_taken_from_the_model_version_too()
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.WithVersionOptions(Cat, new JsonObject { ["max_concepts"] = 1 }));

        Assert.Single(answer.Concepts());
    }

    [Theory]
    [InlineData("id", "coco_cat")]
    [InlineData("name", "cat")]
    public async Task Only_selected_concepts_are_returned(string member, string value)
    {
        EngineAnswer answer = await PredictAsync(Select((member, value)));

        Assert.Equal(["cat"], answer.Concepts().Keys);
    }

    [Fact]
    public async Task A_selected_concept_that_is_not_in_the_picture_is_not_claimed()
    {
        Assert.Empty((await PredictAsync(Select(("name", "skis")))).Concepts());
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
        Assert.Equal(2, (await PredictAsync(new JsonObject { ["select_concepts"] = new JsonArray() })).Concepts().Count);
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
    [InlineData("""{"max_concepts":200,"min_value":0,"language":"en"}""")]
    [InlineData("""{"max_concepts":null,"min_value":null,"language":"","select_concepts":null,"sample_ms":1000}""")]
    public async Task Options_in_range_and_absent_ones_are_taken(string options) =>
        Assert.Equal(2, (await PredictAsync(JsonNode.Parse(options)!.AsObject())).Concepts().Count);

    private static JsonObject Select(params (string Member, string Value)[] concepts) => new()
    {
        ["select_concepts"] = new JsonArray([.. concepts.Select(concept => new JsonObject { [concept.Member] = concept.Value })]),
    };

    private Task<EngineAnswer> PredictAsync(JsonObject options) => engine.Client.PostAsync(PredictBody.WithOptions(Cat, options));
}
