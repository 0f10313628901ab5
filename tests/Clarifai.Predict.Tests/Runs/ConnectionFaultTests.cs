namespace Clarifai.Tests;

/// <summary>
/// Refused, reset or closed before the body was complete: sent again. After that it may have been billed: sent once more.
/// </summary>
public sealed class ConnectionFaultTests
{
    // More than the buffers of two sockets hold.
    private const int Length = 12_000_000;

    [Fact]
    public async Task A_refused_connection_is_tried_five_times()
    {
        var gone = new HostileServer(exchange => exchange.AnswerAsync());
        await gone.DisposeAsync();

        SentBatch batch = await SentBatch.SendAsync(gone, 2);

        Assert.Equal(Outcomes.All(2, ErrorId.ConnectionFailed), batch.Summary);
        Assert.Equal([0.5, 1, 2, 4], batch.Clock.Seconds);
        Assert.Contains(gone.Address.Authority, batch.Error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Faults => ["reset at the head", "reset in the body"];

    public static TheoryData<string> LateFaults => ["reset after the body", "closed after the body"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_connection_that_breaks_is_followed_by_the_whole_request_again(string fault)
    {
        await using var server = HostileServer.Doing(exchange => BreakAsync(exchange, fault), exchange => BreakAsync(exchange, fault));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.AtAddress(0), Pictures.InMemory(1, Length)]);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(["0", "1"], server.Requests[2].Inputs);
        Assert.Equal([0.5, 1], batch.Clock.Seconds);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_connection_that_always_breaks_is_an_error_of_every_input(string fault)
    {
        await using var server = new HostileServer(exchange => BreakAsync(exchange, fault));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.AtAddress(0), Pictures.InMemory(1, Length)]);

        Assert.Equal(Outcomes.All(2, ErrorId.ConnectionFailed), batch.Summary);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal([0.5, 1, 2, 4], batch.Clock.Seconds);
    }

#if DESKTOP
    // Nothing there tells what has come back: it may have been answered, and is not sent again.
    [Theory]
    [MemberData(nameof(LateFaults))]
    public async Task A_request_that_was_sent_is_not_sent_again(string fault)
    {
        await using var server = new HostileServer(exchange => BreakAsync(exchange, fault));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.AtAddress(0), Pictures.InMemory(1, Length)]);

        Assert.Equal(Outcomes.All(2, ErrorId.InvalidResponse), batch.Summary);
        Assert.Single(server.Requests);
    }
#else
    [Theory]
    [MemberData(nameof(LateFaults))]
    public async Task A_connection_that_breaks_without_an_answer_to_the_whole_request_is_tried_once_more(string fault)
    {
        await using var server = new HostileServer(exchange => BreakAsync(exchange, fault));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.AtAddress(0), Pictures.InMemory(1, Length)]);

        Assert.Equal(Outcomes.All(2, ErrorId.ConnectionFailed), batch.Summary);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([0.5], batch.Clock.Seconds);
        Assert.Contains("The request was sent", batch.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LateFaults))]
    public async Task The_second_try_may_be_the_one_that_is_answered(string fault)
    {
        await using var server = HostileServer.Doing(exchange => BreakAsync(exchange, fault));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.AtAddress(0), Pictures.InMemory(1, Length)]);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(2, server.Requests.Count);
    }
#endif

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(6, 7)]
    public async Task It_is_tried_as_often_as_was_asked_for(int retries, int requests)
    {
        await using var server = new HostileServer(exchange => BreakAsync(exchange, "reset in the body"));

        var policy = new RetryPolicy { MaximumRetryCount = retries, Interval = TimeSpan.FromSeconds(10) };

        SentBatch batch = await SentBatch.SendAsync(
            server, [Pictures.InMemory(0, Length)], SentBatch.Options with { Retry = policy });

        Assert.Equal(["0 ConnectionFailed"], batch.Summary);
        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal(new double[] { 5, 10, 15, 15, 15, 15 }.Take(retries), batch.Clock.Seconds);
    }

    private static async Task BreakAsync(Exchange exchange, string fault)
    {
        switch (fault)
        {
            case "reset at the head":
                exchange.Reset();
                break;
            case "reset in the body":
                await exchange.ReadSomeAsync(10);
                exchange.Reset();
                break;
            case "reset after the body":
                await exchange.ReadBodyAsync();
                exchange.Reset();
                break;
            default:
                await exchange.ReadBodyAsync();
                exchange.Close();
                break;
        }
    }
}
