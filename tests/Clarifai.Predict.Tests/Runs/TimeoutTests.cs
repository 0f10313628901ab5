namespace Clarifai.Tests;

/// <summary>An attempt that takes too long is made once more; one that the user ends is over.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    // Long enough for an answer on a busy machine.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_made_twice()
    {
        await using var server = new HostileServer(exchange => exchange.WaitForeverAsync());

        SentBatch batch = await SentBatch.SendAsync(server, 2, SentBatch.Options with { Timeout = Short });

        // Counted where they are made: on a busy machine the time may be over before the server has seen the head.
        Assert.Equal(Outcomes.All(2, ErrorId.RequestTimeout), batch.Summary);
        Assert.Equal(2, batch.Traces.Count);
        Assert.Equal([0.5], batch.Clock.Seconds);
        await server.WhenAliveAsync(0);
    }

    // The service has the request and may have charged for it.
    [Theory]
#if !DESKTOP
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")]
#endif
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"outputs\":[")]
    public async Task A_response_that_stops_is_not_asked_for_again(string beginning)
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.WriteAsync(beginning);
            await exchange.WaitForeverAsync();
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2, SentBatch.Options with { Timeout = LongEnough });

        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), batch.Summary);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_second_attempt_may_be_the_one_that_is_answered()
    {
        await using var server = HostileServer.Doing(exchange => exchange.WaitForeverAsync());

        SentBatch batch = await SentBatch.SendAsync(server, 2, SentBatch.Options with { Timeout = LongEnough });

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_body_that_the_service_does_not_take_is_a_time_out_too()
    {
        var never = new TaskCompletionSource();
        await using var server = new HostileServer(exchange => never.Task);

        SentBatch batch = await SentBatch.SendAsync(
            server,
            [Pictures.InMemory(0, 18_000_000)],
            SentBatch.Options with { Timeout = Short, Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        Assert.Equal(["0 RequestTimeout"], batch.Summary);
        Assert.Single(batch.Traces);
        never.SetResult();
    }

    [Fact]
    public async Task A_time_out_before_which_something_else_went_wrong_is_still_its_first()
    {
        await using var server = HostileServer.Doing(exchange => exchange.AnswerAsync(503, ""), exchange => exchange.WaitForeverAsync());

        SentBatch batch = await SentBatch.SendAsync(server, 1, SentBatch.Options with { Timeout = LongEnough });

        Assert.Equal(Outcomes.AllWell(1), batch.Summary);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Videos_have_a_time_of_their_own()
    {
        await using var server = new HostileServer(exchange => exchange.WaitForeverAsync());

        SentBatch batch = await SentBatch.SendAsync(
            server,
            [Pictures.AtAddress(0, MediaKind.Video)],
            SentBatch.Options with { VideoTimeout = Short, Timeout = TimeSpan.FromHours(1) });

        Assert.Equal(["0 RequestTimeout"], batch.Summary);
    }

    [Theory]
    [InlineData("no answer")]
    [InlineData("no end of the body")]
    public async Task Cancelling_is_no_time_out(string fault)
    {
        await using var server = new HostileServer(exchange => StallAsync(exchange, fault));
        using ClarifaiClient client = server.NewClient();
        using var cancellation = new CancellationTokenSource();

        Task<PredictAnswer> answer = client.PredictAsync(
            ModelReference.Parse("m"), [Pictures.AtAddress(0)], cancellationToken: cancellation.Token);
        await server.WhenAliveAsync(1);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await server.WhenAliveAsync(0);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_error_says_how_long_was_waited()
    {
        await using var server = new HostileServer(exchange => exchange.WaitForeverAsync());
        using ClarifaiClient client = server.NewClient();

        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => client.PredictAsync(
            ModelReference.Parse("m"), [Pictures.AtAddress(0)], timeout: Short, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorId.RequestTimeout, error.ErrorId);
        Assert.Contains("0.05 s.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_is_no_time_out_of_the_answer()
    {
        // What the transport throws when its own, shorter limit for connecting is over.
        int attempts = 0;
        using var client = new ClarifaiClient(
            Asking.Options(),
            new ScriptedHandler(_ => attempts++ < 2
                ? throw new TaskCanceledException("connecting", new TimeoutException())
                : ScriptedHandler.Json(Pictures.Answer(["0"]))));

        SentBatch batch = await SentBatch.SendAsync(client, Pictures.AtAddresses(1));

        Assert.Equal(Outcomes.AllWell(1), batch.Summary);
        Assert.Equal(3, attempts);
    }

    private static async Task StallAsync(Exchange exchange, string fault)
    {
        if (fault != "no answer")
        {
            await exchange.WriteAsync(Exchange.Head(200, "Content-Length: 1000") + "{\"outputs\":[");
        }

        await exchange.WaitForeverAsync();
    }
}
