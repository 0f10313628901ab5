namespace Clarifai.Tests;

/// <summary>Codes and statuses after which no later input can succeed.</summary>
public sealed class RunFatalTests
{
    public static TheoryData<int> FatalCodes =>
    [
        .. StatusCodes.All
            .Where(code => code.Action is StatusAction.Fail && code.Error.EndsRun())
            .Select(code => code.Value),
    ];

    [Theory]
    [MemberData(nameof(FatalCodes))]
    public async Task A_code_that_ends_the_run_ends_it_at_the_first_request(int code)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(401, Pictures.Refusal(code)));

        SentBatch batch = await SentBatch.SendAsync(server, 4);

        Assert.Empty(batch.Summary);
        Assert.Equal(StatusCodes.Find(code).Error, batch.Fatal!.ErrorId);
        Assert.Equal(code, Assert.IsType<ClarifaiServiceException>(batch.Fatal).Code);
        Assert.Single(server.Requests);
        Assert.Empty(batch.Clock.Delays);
    }

    [Theory]
    [InlineData(401, ErrorId.NotAuthenticated, ErrorId.NotAuthenticated)]
    [InlineData(402, ErrorId.QuotaExceeded, ErrorId.QuotaExceeded)]
    [InlineData(403, ErrorId.NotAuthorized, ErrorId.NotAuthorized)]
    [InlineData(404, ErrorId.ModelNotFound, ErrorId.NotConnected)]
    public async Task A_status_that_ends_the_run_ends_it_whatever_the_body(int status, ErrorId ofService, ErrorId ofOther)
    {
        foreach (string body in new[] { "", "<html>", "{}", "[]", """{"status":{"code":99}}""" })
        {
            await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, body));

            SentBatch batch = await SentBatch.SendAsync(server, 4);

            Assert.Empty(batch.Summary);
            Assert.Equal(body.Contains("99", StringComparison.Ordinal) ? ofService : ofOther, batch.Fatal!.ErrorId);
            Assert.Single(server.Requests);
        }
    }

    public static TheoryData<int, string> Others => new()
    {
        { 200, "" },
        { 200, "{}" },
        { 200, "null" },
        { 200, "[]" },
        { 200, """{"status":"ok"}""" },
        { 200, """{"outputs":"none"}""" },
        { 200, "<html><body>Welcome to the hotel</body></html>" },
        { 302, "" },
        { 400, "<html>" },
        { 405, "{}" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_server_that_is_not_the_service_ends_the_run_before_anything_was_answered(int status, string body)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(status, body));

        SentBatch batch = await SentBatch.SendAsync(server, 4);

        Assert.Empty(batch.Summary);
        Assert.Equal((ErrorId.NotConnected, ErrorCause.NotTheService), (batch.Fatal!.ErrorId, batch.Fatal.Cause));
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Once_the_service_has_answered_an_odd_response_costs_its_inputs_only(int status, string body)
    {
        foreach (bool hasAnswer in new[] { true, false })
        {
            await using var server = HostileServer.Doing(
                exchange => hasAnswer ? exchange.AnswerAsync() : exchange.AnswerAsync(400, Pictures.Refusal(30002)),
                exchange => exchange.AnswerAsync(status, body));
            using ClarifaiClient client = server.NewClient();
            using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 1, ThrottleLimit = 1 }, new InstantClock());

            IEnumerable<string> outcomes = Outcomes.Each(await pump.RunAsync(Pictures.AtAddresses(3)));

            Assert.Equal([hasAnswer ? "0 0" : "0 InputDownloadFailed", "1 InvalidResponse", "2 2"], outcomes);
        }
    }

    [Theory]
    [InlineData(11008, ErrorId.NotAuthenticated)]
    [InlineData(11006, ErrorId.QuotaExceeded)]
    [InlineData(21200, ErrorId.ModelNotFound)]
    public async Task An_error_with_outputs_ends_the_run_all_the_same(int code, ErrorId error)
    {
        await using var server = new HostileServer(exchange =>
            exchange.AnswerAsync(400, Pictures.Answer(code, [Pictures.Failure(code), Pictures.Failure(code)])));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(error, batch.Fatal!.ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Halves_that_were_answered_keep_their_answers_and_the_error_is_of_an_input_without_one()
    {
        var batchSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var firstAnswered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            switch (string.Concat(exchange.Inputs))
            {
                case "0":
                    await exchange.WaitAsync(batchSent.Task);
                    await exchange.AnswerAsync();
                    break;
                case "1234":
                    batchSent.SetResult();
                    await exchange.AnswerAsync(413, "");
                    break;
                case "12":
                    await exchange.AnswerAsync();
                    break;
                default:
                    await exchange.WaitAsync(firstAnswered.Task);
                    await exchange.AnswerAsync(402, Pictures.Refusal(11006));
                    break;
            }
        });
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 4, ThrottleLimit = 2 }, new InstantClock());

        pump.Traced += trace =>
        {
            if (trace.InputCount == 1)
            {
                firstAnswered.SetResult();
            }
        };

        List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(5));

        Assert.Equal(["0 0", "1 1", "2 2", "3 QuotaExceeded"], Outcomes.Each(outcomes));
        Assert.Equal(4, server.Requests.Count);
    }
}
