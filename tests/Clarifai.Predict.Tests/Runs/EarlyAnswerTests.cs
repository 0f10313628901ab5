namespace Clarifai.Tests;

/// <summary>A service that refuses a body does not take it: its answer counts, whatever becomes of the connection.</summary>
public sealed class EarlyAnswerTests
{
    // More than the buffers of two sockets hold.
    private const int Length = 12_000_000;

    public static TheoryData<int, bool> Refusals =>
        new() { { 401, true }, { 401, false }, { 413, true }, { 413, false }, { 429, true }, { 429, false } };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_that_comes_before_the_body_was_taken_is_the_answer(int status, bool isReset)
    {
        var end = new TaskCompletionSource();
        await using var server = new HostileServer(exchange => RefuseAsync(exchange, status, isReset, end.Task));
        var options = SentBatch.Options with { Retry = new RetryPolicy { MaximumRetryCount = 1 } };

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.InMemory(0, Length)], options);

        ClarifaiException error = batch.Fatal ?? batch.Error;
        Assert.Equal(status, Assert.IsType<ClarifaiServiceException>(error).HttpStatus);
        Assert.Equal(status == 429 ? 2 : 1, server.Requests.Count);
        end.SetResult();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_that_is_too_large_is_sent_in_parts(bool isReset)
    {
        var end = new TaskCompletionSource();
        await using var server = HostileServer.Doing(exchange => RefuseAsync(exchange, 413, isReset, end.Task));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.InMemory(0, Length), Pictures.InMemory(1, Length)]);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal([[], ["0"], ["1"]], server.Requests.Select(request => request.Inputs));
        end.SetResult();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_batch_that_is_too_large_is_sent_in_parts_though_the_answer_stops()
    {
        var end = new TaskCompletionSource();
        string stopped = Exchange.Head(413, "Transfer-Encoding: chunked") + "100\r\nOver";
        await using var server = HostileServer.Doing(exchange => RefuseAsync(
            exchange, stopped, isReset: false, end.Task.WaitAsync(TestContext.Current.CancellationToken)));
        PumpOptions options = SentBatch.Options with { Timeout = TimeSpan.FromHours(1) };

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.InMemory(0, Length), Pictures.InMemory(1, Length)], options);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(3, server.Requests.Count);
        end.SetResult();
    }

    [Theory]
    [InlineData("Connection: close", "")]
    [InlineData("Transfer-Encoding: chunked", "100\r\nElse")]
    public async Task A_redirection_is_one_whatever_becomes_of_its_body(string header, string body)
    {
        string elsewhere = Exchange.Head(308, "Location: https://elsewhere.example/", header) + body;
        await using var server = new HostileServer(exchange => RefuseAsync(exchange, elsewhere, isReset: true, Task.CompletedTask));

        SentBatch batch = await SentBatch.SendAsync(server, [Pictures.InMemory(0, Length)]);

        Assert.Equal(ErrorId.NotConnected, batch.Fatal!.ErrorId);
        Assert.Contains("redirects to elsewhere.example (HTTP 308)", batch.Fatal!.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_connection_of_a_refused_body_is_not_used_again()
    {
        var end = new TaskCompletionSource();
        await using var server = HostileServer.Doing(
            exchange => exchange.AnswerAsync(), exchange => RefuseAsync(exchange, 429, false, end.Task));
        using ClarifaiClient client = server.NewClient();
        await SentBatch.SendAsync(client, Pictures.AtAddresses(1));

        PumpOptions options = SentBatch.Options with { Timeout = TimeSpan.FromSeconds(10) };
        SentBatch batch = await SentBatch.SendAsync(client, [Pictures.InMemory(0, Length)], options);

        Assert.Equal(Outcomes.AllWell(1), batch.Summary);
        Assert.Equal([ErrorId.Throttled, null], batch.Traces.Select(trace => trace.Error?.ErrorId));
        Assert.Equal(3, server.Requests.Count);
        end.SetResult();
    }

    private static Task RefuseAsync(Exchange exchange, int status, bool isReset, Task end) =>
        RefuseAsync(exchange, Exchange.Head(status, "Content-Length: 4") + "Over", isReset, end);

    private static async Task RefuseAsync(Exchange exchange, string answer, bool isReset, Task end)
    {
        await exchange.ReadSomeAsync(1000);
        await exchange.WriteEarlyAsync(answer);
        if (isReset)
        {
            exchange.Reset();
            return;
        }

        await end;
    }
}
