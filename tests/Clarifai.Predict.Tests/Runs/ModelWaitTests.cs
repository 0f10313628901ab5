namespace Clarifai.Tests;

/// <summary>A model that is being brought up is waited for, ten minutes at the most.</summary>
public sealed class ModelWaitTests
{
    [Theory]
    [InlineData(21351)]
    [InlineData(21352)]
    [InlineData(21353)]
    [InlineData(21354)]
    [InlineData(21355)]
    public async Task A_model_that_gets_ready_answers(int code)
    {
        await using var server = new HostileServer(exchange =>
            exchange.Index < 12 ? exchange.AnswerAsync(400, Pictures.Refusal(code)) : exchange.AnswerAsync());

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(13, server.Requests.Count);
        Assert.Equal([0.5, 1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15], batch.Clock.Seconds);
    }

    [Fact]
    public async Task A_model_that_does_not_get_ready_is_given_up_before_ten_minutes_are_over()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(200, Pictures.Refusal(21351)));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        // 0.5 + 1 + 2 + 4 + 8 seconds, then 38 times 15: the next wait would end after 600 seconds.
        Assert.Equal(Outcomes.All(2, ErrorId.ModelNotReady), batch.Summary);
        Assert.Equal(585.5, batch.Clock.Seconds.Sum());
        Assert.Equal(1 + 5 + 38, server.Requests.Count);
    }

    [Fact]
    public async Task Waiting_for_the_model_uses_up_no_retries()
    {
        await using var server = new HostileServer(exchange => exchange.Index switch
        {
            < 10 => exchange.AnswerAsync(200, Pictures.Refusal(21351)),
            < 14 => exchange.AnswerAsync(503, "<html>"),
            _ => exchange.AnswerAsync(),
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(15, server.Requests.Count);
    }

    [Fact]
    public async Task Waiting_out_other_faults_is_no_waiting_for_the_model()
    {
        await using var server = new HostileServer(exchange => exchange.Index switch
        {
            < 2 => exchange.AnswerAsync(429, "", "Retry-After: 400"),
            2 => exchange.AnswerAsync(200, Pictures.Refusal(21351)),
            _ => exchange.AnswerAsync(),
        });

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        Assert.Equal(Outcomes.AllWell(2), batch.Summary);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal([400, 400], batch.Clock.Seconds.Take(2));
    }
}
