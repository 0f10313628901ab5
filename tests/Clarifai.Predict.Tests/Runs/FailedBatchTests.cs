using System.Text.Json.Nodes;

namespace Clarifai.Tests;

/// <summary>One bad input never costs another its answer.</summary>
public sealed class FailedBatchTests
{
    private static readonly PumpOptions Options = SentBatch.Options;

    [Theory]
    [InlineData(200)]
    [InlineData(207)]
    public async Task In_a_mixed_answer_everyone_gets_what_is_theirs(int status)
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(
            status,
            Pictures.Answer(10010, [
                Pictures.Output("0"), Pictures.Failure(30002), Pictures.Output("2"),
                .. Failures(30104, 30105, 30101, 39996, 10020, 11008, 12345)])));

        SentBatch batch = await SentBatch.SendAsync(server, 10, Options);

        Assert.Equal(
            [
                "0 0", "1 InputDownloadFailed", "2 2", "3 InputRejected", "4 FileTooLarge", "5 UnsupportedMediaType",
                "6 ServiceUnavailable", "7 InputRejected", "8 InputRejected", "9 InputRejected",
            ],
            batch.Summary);
        Assert.Single(server.Requests);
        Assert.Empty(batch.Clock.Delays);
        Assert.Null(batch.Fatal);
    }

    [Fact]
    public async Task An_error_carries_what_the_service_said_of_the_input()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(
            207,
            """
            {"status":{"code":10010,"req_id":"r9"},"outputs":[
              {"status":{"code":30002,"description":"Download failed","details":"404 at the address"}},{"status":{"code":10000}}]}
            """));

        SentBatch batch = await SentBatch.SendAsync(server, 2, Options);

        ClarifaiServiceException error = Assert.IsType<ClarifaiServiceException>(batch.Error);
        Assert.Equal(
            (30002, "Download failed", "404 at the address", "r9", 207),
            (error.Code, error.Description, error.Details, error.RequestId, error.HttpStatus));
        Assert.Equal(
            "'https://pictures.example/0.jpg': Download failed: 404 at the address (code 30002, HTTP 207, request r9).", error.Message);
        Assert.Same(batch.Outcomes[0].Error, error);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Where_all_failed_the_ones_with_a_code_of_their_own_leave_and_the_rest_goes_once_more(int status)
    {
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(status, Pictures.Answer(10020, Failures(10020, 30104, 10020, 30002, 10020))));

        SentBatch batch = await SentBatch.SendAsync(server, 5, Options);

        Assert.Equal(["0 0", "1 InputRejected", "2 2", "3 InputDownloadFailed", "4 4"], batch.Summary);
        Assert.Equal([["0", "1", "2", "3", "4"], ["0", "2", "4"]], server.Requests.Select(request => request.Inputs));
        Assert.Empty(batch.Clock.Delays);
    }

    [Fact]
    public async Task Where_all_failed_and_nobody_is_marked_as_dragged_along_a_failed_download_may_be()
    {
        // Newer services mark good inputs with 30002 when another one cannot be decoded.
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(400, Pictures.Answer(10020, Failures(30002, 30104, 30002))));

        SentBatch batch = await SentBatch.SendAsync(server, 3, Options);

        Assert.Equal(["0 0", "1 InputRejected", "2 2"], batch.Summary);
        Assert.Equal([["0", "1", "2"], ["0", "2"]], server.Requests.Select(request => request.Inputs));
    }

    [Fact]
    public async Task Where_all_failed_with_codes_of_their_own_nothing_goes_again()
    {
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(400, Pictures.Answer(10020, Failures(30104, 30105, 30101))));

        SentBatch batch = await SentBatch.SendAsync(server, 3, Options);

        Assert.Equal(["0 InputRejected", "1 FileTooLarge", "2 UnsupportedMediaType"], batch.Summary);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(21313, 30104)]
    [InlineData(21313, 30002)]
    [InlineData(30104, 30105)]
    public async Task Whatever_code_the_others_share_the_one_with_its_own_leaves(int shared, int own)
    {
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(400, Pictures.Answer(10020, Failures(shared, own, shared, shared))));

        SentBatch batch = await SentBatch.SendAsync(server, 4);

        Assert.Equal(["0 0", $"1 {StatusCodes.Find(own).Error}", "2 2", "3 3"], batch.Summary);
        Assert.Equal([["0", "1", "2", "3"], ["0", "2", "3"]], server.Requests.Select(request => request.Inputs));
    }

    [Theory]
    [InlineData(10020, 10020)]
    [InlineData(10020, 30002)]
    [InlineData(30002, 30002)]
    public async Task Where_all_failed_alike_halves_find_the_one(int code, int outputCode)
    {
        await using var server = new HostileServer(exchange => AnswerUnlessAsync(exchange, bad: "5", code, outputCode));

        SentBatch batch = await SentBatch.SendAsync(server, 8, Options);

        string error = outputCode == 30002 ? "5 InputDownloadFailed" : "5 InputRejected";
        Assert.Equal(["0 0", "1 1", "2 2", "3 3", "4 4", error, "6 6", "7 7"], batch.Summary);
        Assert.Equal(
            ["01234567", "0123", "4567", "45", "4", "5", "67"],
            server.Requests.Select(request => string.Concat(request.Inputs)));
        Assert.Empty(batch.Clock.Delays);
    }

    [Fact]
    public async Task A_single_input_that_failed_is_not_sent_again()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(400, Pictures.Answer(10020, Failures(30104))));

        SentBatch batch = await SentBatch.SendAsync(server, 1, Options);

        Assert.Equal(["0 InputRejected"], batch.Summary);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_code_about_one_input_in_place_of_an_answer_is_looked_for_in_halves()
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await (exchange.Inputs.Contains("2") ? exchange.AnswerAsync(400, Pictures.Refusal(30104)) : exchange.AnswerAsync());
        });

        SentBatch batch = await SentBatch.SendAsync(server, 4, Options);

        Assert.Equal(["0 0", "1 1", "2 InputRejected", "3 3"], batch.Summary);
        Assert.Equal(["0123", "01", "23", "2", "3"], server.Requests.Select(request => string.Concat(request.Inputs)));
    }

    [Theory]
    [InlineData("413")]
    [InlineData("40033")]
    [InlineData("413 and a page")]
    [InlineData("413 and a failure")]
    [InlineData("413 and a refusal")]
    public async Task A_request_that_is_too_large_is_halved_until_it_is_not(string how)
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await ((exchange.Inputs.Count > 2 || exchange.Inputs.Contains("3"), how) switch
            {
                (false, _) => exchange.AnswerAsync(),
                (_, "40033") => exchange.AnswerAsync(400, Pictures.Refusal(40033)),
                (_, "413 and a page") => exchange.AnswerAsync(413, "<html>"),
                (_, "413 and a failure") => exchange.AnswerAsync(413, Pictures.Refusal(10020)),
                (_, "413 and a refusal") => exchange.AnswerAsync(413, Pictures.Refusal(11102)),
                _ => exchange.AnswerAsync(413, ""),
            });
        });

        SentBatch batch = await SentBatch.SendAsync(server, 6, Options);

        Assert.Equal(["0 0", "1 1", "2 2", "3 FileTooLarge", "4 4", "5 5"], batch.Summary);
        Assert.Equal(
            ["012345", "012", "0", "12", "345", "3", "45"],
            server.Requests.Select(request => string.Concat(request.Inputs)));
        Assert.Empty(batch.Clock.Delays);
        Assert.Null(batch.Fatal);
    }

    [Fact]
    public async Task Each_part_of_a_batch_has_retries_of_its_own()
    {
        int sent = 0;
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await (exchange.Inputs.Count == 2 ? exchange.AnswerAsync(413, "")
                : ++sent % 5 != 0 ? exchange.AnswerAsync(503, "")
                : exchange.AnswerAsync());
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2, Options);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(11, server.Requests.Count);
        Assert.Equal([0.5, 1, 2, 4, 0.5, 1, 2, 4], batch.Clock.Seconds);
    }

    private static IEnumerable<JsonObject> Failures(params int[] codes) => codes.Select(Pictures.Failure);

    private static async Task AnswerUnlessAsync(Exchange exchange, string bad, int code, int outputCode)
    {
        await exchange.ReadBodyAsync();
        await (exchange.Inputs.Contains(bad)
            ? exchange.AnswerAsync(400, Pictures.Answer(code, exchange.Inputs.Select(_ => Pictures.Failure(outputCode))))
            : exchange.AnswerAsync());
    }
}
