using System.Text;
using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>Inputs that are stored as examples: what becomes of each, whatever becomes of the others in its request.</summary>
public sealed class StoredInputTests
{
    private static readonly PumpOptions Options = new()
    {
        Target = new InputsTarget(ModelReference.Parse("pets")),
    };

    [Theory]
    [InlineData("30000 30000 30000")]
    [InlineData("30001 30100 30000")]
    public async Task What_is_stored_or_was_before_has_an_id_and_no_error(string codes)
    {
        (IReadOnlyList<PredictOutcome> outcomes, int requests) = await SendAsync(_ => codes.Split(' '));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(outcomes.Select(outcome => outcome.Input.ContentId), outcomes.Select(outcome => outcome.StoredId));
        Assert.Equal(codes.Split(' ').Select(code => code == "30100"), outcomes.Select(outcome => outcome.IsDuplicate));
        Assert.All(outcomes, outcome => Assert.False(outcome.IsPending));
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_request_of_duplicates_alone_is_not_taken_apart()
    {
        (IReadOnlyList<PredictOutcome> outcomes, int requests) = await SendAsync(inputs => [.. inputs.Select(_ => "30100")]);

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDuplicate));
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task What_failed_only_with_a_duplicate_is_sent_again_without_it()
    {
        // A service that stores all of a request or nothing.
        (IReadOnlyList<PredictOutcome> outcomes, int requests) = await SendAsync(inputs => inputs.Contains("1")
            ? [.. inputs.Select(name => name == "1" ? "30100" : "10020")]
            : [.. inputs.Select(_ => "30000")]);

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal([false, true, false], outcomes.Select(outcome => outcome.IsDuplicate));
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task A_bad_one_costs_itself()
    {
        (IReadOnlyList<PredictOutcome> outcomes, _) = await SendAsync(
            inputs => [.. inputs.Select(name => name == "2" ? "47104" : "30000")]);

        Assert.Equal([null, null, ErrorId.InputRejected], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Null(outcomes[2].StoredId);
    }

    [Fact]
    public void The_id_is_of_the_content_and_not_of_the_name()
    {
        byte[] same = Pictures.Bytes(1);

        Assert.Equal(PredictInput.FromBytes(same, "a").ContentId, PredictInput.FromBytes([.. same], "b").ContentId);
        Assert.NotEqual(PredictInput.FromBytes(same, "a").ContentId, PredictInput.FromBytes([.. same, 0], "a").ContentId);
        Assert.Matches("^[0-9a-f]{32}$", PredictInput.FromUri("https://example.com/1.jpg").ContentId);
    }

    [Fact]
    public void A_name_of_any_letters_is_valid_JSON_and_within_the_estimate()
    {
        var input = PredictInput.FromBytes(Pictures.Bytes(1), "a");
        input.Labels = new ExampleLabels(["\"köpek\" \\ 🐕"], ["\u0001"], "ähm \"1\".jpg");

        using var body = RequestBody.Open([new IndexedInput(input, 0)], Options.Target, Options.Predict);
        string text = string.Concat(body.Parts.Select(part => Encoding.UTF8.GetString(part.Literal)));

        JsonNode sent = JsonNode.Parse(text)!["inputs"]![0]!["data"]!;
        Assert.Equal("\"köpek\" \\ 🐕", (string?)sent["concepts"]![0]!["id"]);
        Assert.Equal("\u0001", (string?)sent["concepts"]![1]!["id"]);
        Assert.Equal("ähm \"1\".jpg", (string?)sent["metadata"]!["filename"]);
        Assert.InRange(
            body.Length, 1, RequestBody.LengthWithoutInputs(Options.Target, Options.Predict) + RequestBody.EstimatedLength(input));
    }

    private static async Task<(IReadOnlyList<PredictOutcome> Outcomes, int Requests)> SendAsync(Func<string[], string[]> codesOf)
    {
        string[] known = [.. Enumerable.Range(0, 3).Select(number => Example(number).ContentId)];
        var handler = new ScriptedHandler(request =>
        {
            string[] ids = [.. JsonNode.Parse(request.Body)!["inputs"]!.AsArray().Select(input => (string)input!["id"]!)];
            string[] codes = codesOf([.. ids.Select(id => $"{Array.IndexOf(known, id)}")]);
            string[] failures = [.. codes.Where(code => code is not ("30000" or "30001"))];
            string items = string.Join(',', ids.Zip(codes, (id, code) =>
                $$"""{"id":"{{id}}","status":{"code":{{code}},"description":"d"},"data":{"image":{} } }"""));
            int code = failures.Length == 0 ? 10000 : failures.Length == codes.Length ? 10020 : 10010;
            return ScriptedHandler.Json(
                $$"""{"status":{"code":{{code}} },"inputs":[{{items}}]}""", code == 10000 ? 200 : code == 10010 ? 207 : 400);
        });
        using var client = new ClarifaiClient(Asking.Options(), handler);
        SentBatch batch = await SentBatch.SendAsync(client, Enumerable.Range(0, 3).Select(Example), Options);
        Assert.Null(batch.Fatal);
        return (batch.Outcomes, handler.Requests.Count);
    }

    private static PredictInput Example(int number)
    {
        var input = PredictInput.FromBytes(Pictures.Bytes(number), $"{number}");
        input.Labels = new ExampleLabels(["cat"], []);
        return input;
    }
}
