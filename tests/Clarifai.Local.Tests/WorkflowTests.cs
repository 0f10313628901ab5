using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>Several models in one call.</summary>
public sealed class WorkflowTests(RunningEngine engine)
{
    private const int DoesNotExist = 22102;
    private const string GeneralPath = "/v2/workflows/general/results";

    private static readonly byte[] Cat = Samples.Read(Samples.Cat);
    private static readonly byte[] Astronaut = Samples.Read(Samples.Astronaut);

    [Theory]
    [InlineData(GeneralPath)]
    [InlineData("/v2/users/clarifai/apps/main/workflows/General/results")]
    public async Task Every_model_says_what_it_says_by_itself(string path)
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(Cat, Astronaut), path);

        Assert.Equal((HttpStatusCode.OK, StatusCodes.Success), (answer.Http, answer.Code));
        Assert.Equal("general", answer.Json.GetProperty("workflow").GetProperty("id").GetString());
        JsonElement[] results = Results(answer);
        Assert.Equal(2, results.Length);
        foreach ((JsonElement result, byte[] picture) in results.Zip([Cat, Astronaut]))
        {
            JsonElement[] outputs = [.. result.GetProperty("outputs").EnumerateArray()];
            Assert.Equal(["general", "color"], outputs.Select(output => output.GetProperty("model").GetProperty("id").GetString()));
            foreach (JsonElement output in outputs)
            {
                string? model = output.GetProperty("model").GetProperty("id").GetString();
                EngineAnswer alone = await engine.Client.PostAsync(PredictBody.Of(picture), $"/v2/models/{model}/outputs");
                Assert.Equal(alone.Outputs[0].GetProperty("data").GetRawText(), output.GetProperty("data").GetRawText());
                Assert.False(output.TryGetProperty("input", out _));
            }
        }
    }

    [Fact]
    public async Task An_input_is_told_of_once_in_its_result_and_a_bad_one_costs_no_other_its_answer()
    {
        JsonNode named = PredictBody.Image(Cat);
        named["id"] = "the cat";

        EngineAnswer answer = await engine.Client.PostAsync(
            PredictBody.Of(named, PredictBody.Image([.. "no picture"u8])), "/v2/workflows/moderation/results");

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        JsonElement[] results = Results(answer);
        Assert.Equal("the cat", results[0].GetProperty("input").GetProperty("id").GetString());
        Assert.Equal([StatusCodes.Success, StatusCodes.InputUnsupportedFormat], results.Select(CodeOf));
        Assert.Equal(2, results[1].GetProperty("outputs").GetArrayLength());
        Assert.All(results[1].GetProperty("outputs").EnumerateArray(), output =>
        {
            Assert.Equal(StatusCodes.InputUnsupportedFormat, CodeOf(output));
            Assert.Empty(output.GetProperty("data").EnumerateObject());
        });
    }

    [Fact]
    public async Task A_call_of_which_all_failed_says_so()
    {
        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(PredictBody.Image([])), GeneralPath);

        Assert.Equal((HttpStatusCode.BadRequest, StatusCodes.Failure), (answer.Http, answer.Code));
    }

    [Fact]
    public async Task Its_options_stand_beside_the_inputs()
    {
        JsonObject body = JsonNode.Parse(PredictBody.Of(Cat))!.AsObject();
        body["output_config"] = new JsonObject { ["max_concepts"] = 1, ["min_value"] = 0.1 };

        EngineAnswer answer = await engine.Client.PostAsync(body.ToJsonString(), GeneralPath);

        Assert.Equal("cat", Assert.Single(EngineAnswer.ConceptsOf(Results(answer)[0].GetProperty("outputs")[0])).Key);
        body["output_config"]!["max_concepts"] = 0;
        (await engine.Client.PostAsync(body.ToJsonString(), GeneralPath))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument);
        Assert.Equal(
            (await engine.Client.PredictAsync(Cat)).Concepts(), (await engine.Client.PostAsync(body.ToJsonString())).Concepts());
    }

    [Fact]
    public async Task A_call_takes_no_more_inputs_than_the_service()
    {
        byte[][] pictures = [.. Enumerable.Repeat(Cat, ServiceLimits.Current.WorkflowInputsPerRequest + 1)];

        (await engine.Client.PostAsync(PredictBody.Of(pictures), GeneralPath))
            .AssertRejected(HttpStatusCode.BadRequest, StatusCodes.InvalidRequest);
        Assert.Equal(32, Results(await engine.Client.PostAsync(PredictBody.Of(pictures[..32]), GeneralPath)).Length);
    }

    [Theory]
    [InlineData("/v2")]
    [InlineData("/v2/users/clarifai/apps/main")]
    public async Task The_catalogue_lists_and_shows_them(string prefix)
    {
        EngineAnswer list = await engine.Client.GetAsync($"{prefix}/workflows");

        Assert.Equal(
            ["general", "detection", "moderation", "everything"],
            list.Json.GetProperty("workflows").EnumerateArray().Select(workflow => workflow.GetProperty("id").GetString()));
        JsonElement one = (await engine.Client.GetAsync($"{prefix}/workflows/moderation")).Json.GetProperty("workflow");
        Assert.Equal(
            ["nsfw", "face-detection"],
            one.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("model").GetProperty("id").GetString()));
        Assert.Empty((await engine.Client.GetAsync($"{prefix}/workflows?page=2")).Json.GetProperty("workflows").EnumerateArray());
    }

    [Fact]
    public async Task An_unknown_one_is_not_found()
    {
        (await engine.Client.GetAsync("/v2/workflows/nonsense")).AssertRejected(HttpStatusCode.NotFound, DoesNotExist);
        (await engine.Client.PostAsync(PredictBody.Of(Cat), "/v2/workflows/nonsense/results"))
            .AssertRejected(HttpStatusCode.NotFound, DoesNotExist);
    }

    private static JsonElement[] Results(EngineAnswer answer) => [.. answer.Json.GetProperty("results").EnumerateArray()];

    private static int CodeOf(JsonElement owner) => owner.GetProperty("status").GetProperty("code").GetInt32();
}
