using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>One bad input of a workflow's request does not cost the others what the models say of them.</summary>
public sealed class WorkflowBatchTests
{
    private static readonly PumpOptions Options = SentBatch.Options with { Target = WorkflowReference.Parse("party") };

    [Fact]
    public async Task Inputs_that_failed_along_with_a_bad_one_are_sent_again_without_it()
    {
        var handler = new ScriptedHandler(request => request.Inputs.Contains("1")
            ? Answer(10020, request.Inputs.Select(name => Result(Pictures.Failure(name == "1" ? 30104 : 10020))))
            : Answer(10000, request.Inputs.Select(name => Result(Pictures.Output(name), Pictures.Output(name)))));
        using var client = new ClarifaiClient(Asking.Options(), handler);

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(3), Options);

        Assert.Equal(["0 0", "1 InputRejected", "2 2"], batch.Summary);
        Assert.Equal([["0", "1", "2"], ["0", "2"]], handler.Requests.Select(request => request.Inputs));
        Assert.Equal([2, 0, 2], batch.Outcomes.Select(outcome => outcome.Outputs.Count));
    }

    [Fact]
    public async Task A_model_that_fails_is_told_beside_what_the_others_say()
    {
        var handler = new ScriptedHandler(request => Answer(10010, request.Inputs.Select(name => name == "1"
            ? Result(Pictures.Failure(47104), Pictures.Output(name))
            : Result(Pictures.Output(name)))));
        using var client = new ClarifaiClient(Asking.Options(), handler);

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(2), Options);

        Assert.Equal(["0 0", "1 1"], batch.Summary);
        Assert.Equal([0, 1], batch.Outcomes.Select(outcome => outcome.Failures.Count));
        Assert.Equal(ErrorId.InputRejected, batch.Outcomes[1].Failures[0].ErrorId);
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData(10000)]
    [InlineData(10010)]
    public async Task An_output_that_is_none_is_told_beside_what_the_others_say(int code)
    {
        var handler = new ScriptedHandler(
            request => Answer(code, request.Inputs.Select(name => Result(code, null, Pictures.Output(name)))));
        using var client = new ClarifaiClient(Asking.Options(), handler);

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(1), Options);

        Assert.Equal(["0 0"], batch.Summary);
        Assert.Equal(ErrorId.InvalidResponse, Assert.Single(batch.Outcomes[0].Failures).ErrorId);
        Assert.False(batch.Outcomes[0].IsFinished);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_result_of_outputs_that_are_none_is_one_error()
    {
        using var client = new ClarifaiClient(
            Asking.Options(), new ScriptedHandler(request => Answer(10000, request.Inputs.Select(_ => Result(10000, null, null)))));

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(1), Options);

        Assert.Equal(["0 InvalidResponse"], batch.Summary);
    }

    [Fact]
    public void Options_that_no_workflow_takes_are_refused_before_anything_is_sent()
    {
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_ => throw new InvalidOperationException("sent")));

        ClarifaiException error = Assert.Throws<ClarifaiException>(
            () => new PredictPump(client, Options with { Predict = new PredictOptions { Language = "de" } }));

        Assert.Equal(ErrorId.InvalidModelArgument, error.ErrorId);
    }

    private static HttpResponseMessage Answer(int code, IEnumerable<JsonObject> results) => ScriptedHandler.Json(new JsonObject
    {
        ["status"] = new JsonObject { ["code"] = code },
        ["results"] = new JsonArray([.. results]),
    }.ToJsonString());

    private static JsonObject Result(params JsonObject[] outputs) => Result(10000, outputs);

    private static JsonObject Result(int code, params JsonObject?[] outputs) =>
        new() { ["status"] = new JsonObject { ["code"] = code }, ["outputs"] = new JsonArray([.. outputs]) };
}
