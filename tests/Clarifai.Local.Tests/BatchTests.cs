using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Clarifai.Local.Tests;

/// <summary>Several inputs in one request: one bad input costs no other its answer, and the answers keep the order.</summary>
public sealed class BatchTests(RunningEngine engine)
{
    private static readonly byte[] Text = [.. "no picture"u8];

    [Fact]
    public async Task A_mixed_batch_answers_what_it_can()
    {
        byte[] cat = Samples.Read(Samples.Cat);

        EngineAnswer answer = await engine.Client.PredictAsync(cat, Text, cat[..(cat.Length / 2)], cat);

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.Equal(
            [StatusCodes.Success, StatusCodes.InputUnsupportedFormat, StatusCodes.ImageDecodeFailed, StatusCodes.Success],
            answer.OutputCodes);
        Assert.Contains("cat", EngineAnswer.ConceptsOf(answer.Outputs[0]).Keys);
        Assert.Contains("cat", EngineAnswer.ConceptsOf(answer.Outputs[3]).Keys);
    }

    [Fact]
    public async Task A_batch_of_which_all_failed_says_so()
    {
        EngineAnswer answer = await engine.Client.PredictAsync(Text, Samples.Read(Samples.Cat)[..100]);

        Assert.Equal((HttpStatusCode.BadRequest, StatusCodes.Failure), (answer.Http, answer.Code));
        Assert.Equal([StatusCodes.InputUnsupportedFormat, StatusCodes.ImageDecodeFailed], answer.OutputCodes);
    }

    [Fact]
    public async Task The_outputs_of_a_full_batch_are_in_the_order_of_its_inputs()
    {
        byte[][] pictures = [Samples.Read(Samples.Cat), Pictures.Blank(), Samples.Read(Samples.Astronaut), Text];
        string[] expected = ["cat", "isolated", "person", "failed"];
        int count = ServiceLimits.Current.InputsPerRequest;
        JsonNode[] inputs = [.. Enumerable.Range(0, count).Select(index =>
        {
            JsonNode input = PredictBody.Image(pictures[index * 7 / 3 % pictures.Length]);
            input["id"] = $"input {index}";
            return input;
        })];

        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(inputs));

        Assert.Equal(
            Enumerable.Range(0, count).Select(index => $"input {index}"),
            answer.Outputs.Select(output => output.GetProperty("input").GetProperty("id").GetString()));
        Assert.Equal(
            Enumerable.Range(0, count).Select(index => expected[index * 7 / 3 % pictures.Length]), answer.Outputs.Select(Describe));
    }

    [Fact]
    public async Task Requests_at_the_same_time_do_not_mix()
    {
        (byte[] Picture, string Expected)[] cases =
            [(Samples.Read(Samples.Cat), "cat"), (Pictures.Blank(), "isolated"), (Samples.Read(Samples.Astronaut), "person")];

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async index =>
            Describe(Assert.Single((await engine.Client.PredictAsync(cases[index % cases.Length].Picture)).Outputs))));

        Assert.Equal(Enumerable.Range(0, 24).Select(index => cases[index % cases.Length].Expected), answers);
    }

    [Fact]
    public async Task The_same_picture_has_the_same_scores_every_time()
    {
        byte[] picture = Pictures.Crop(Samples.Read(Samples.Cat), new SKRectI(0, 0, 400, 300));

        EngineAnswer answer = await engine.Client.PredictAsync([.. Enumerable.Repeat(picture, 8)]);

        Assert.Single(answer.Outputs.Select(output => output.GetProperty("data").GetRawText()).Distinct());
        Assert.NotEmpty(EngineAnswer.ConceptsOf(answer.Outputs[0]));
    }

    private static string Describe(JsonElement output) => output.GetProperty("data").TryGetProperty("concepts", out _)
        ? EngineAnswer.ConceptsOf(output).Keys.FirstOrDefault("")
        : "failed";
}
