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
        Assert.Equal([1, 1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15], batch.Clock.Seconds);
    }

    [Fact]
    public async Task A_model_that_does_not_get_ready_is_given_up_before_ten_minutes_are_over()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(200, Pictures.Refusal(21351)));

        SentBatch batch = await SentBatch.SendAsync(server, 2);

        // 1 + 1 + 2 + 4 + 8 seconds, then 38 times 15: the next wait would end after 600 seconds.
        Assert.Equal(Outcomes.All(2, ErrorId.ModelNotReady), batch.Summary);
        Assert.Equal(586, batch.Clock.Seconds.Sum());
        Assert.Equal(1 + 5 + 38, server.Requests.Count);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "Retry-After: 0")]
    [InlineData(1, "Retry-After: 0")]
    public async Task A_model_is_asked_once_a_second_at_most_and_for_ten_minutes(int interval, string header)
    {
        string[] headers = header.Length == 0 ? [] : [header];
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(200, Pictures.Refusal(21351), headers));
        var options = SentBatch.Options with { Retry = new RetryPolicy { Interval = TimeSpan.FromSeconds(interval) } };

        SentBatch batch = await SentBatch.SendAsync(server, 1, options);

        Assert.Equal(["0 ModelNotReady"], batch.Summary);
        Assert.Equal(601, server.Requests.Count);
        Assert.All(batch.Clock.Seconds, seconds => Assert.Equal(1, seconds));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_requests_of_a_run_share_the_wait()
    {
        var clock = new SteppedClock();
        var allSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new HostileServer(async exchange =>
        {
            if (exchange.Index == 3)
            {
                allSent.SetResult();
            }

            // One that is not under way at the first refusal would wait for its turn.
            await exchange.WaitAsync(allSent.Task);
            if (exchange.Index == 4)
            {
                // One asks; the others wait for what it is answered.
                await clock.WaitersAsync(3);
            }

            await (exchange.Index < 4 ? exchange.AnswerAsync(200, Pictures.Refusal(21351)) : exchange.AnswerAsync());
        });
        using ClarifaiClient client = server.NewClient();
        PumpOptions options = SentBatch.Options with { BatchSize = 1, ThrottleLimit = 4 };
        using var pump = new PredictPump(client, options, clock, TestContext.Current.CancellationToken);

        Task<List<PredictOutcome>> run = Task.Run(() => pump.RunAsync(Pictures.AtAddresses(4)));
        await clock.WaitersAsync(4);
        clock.MoveOn(RetryPolicy.ShortestModelWait);

        Assert.Equal(Outcomes.AllWell(4), Outcomes.Each(await run));
        Assert.Equal(8, server.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Those_that_wait_take_turns_of_a_second()
    {
        var clock = new SteppedClock();
        var queue = new ModelQueue(clock);
        queue.Wait(TimeSpan.FromSeconds(5));
        List<Task> waiting = [.. Enumerable.Range(0, 4).Select(_ => queue.EnterAsync(TestContext.Current.CancellationToken))];
        await clock.WaitersAsync(4);

        foreach (double seconds in new[] { 5.0, 1.0 })
        {
            clock.MoveOn(TimeSpan.FromSeconds(seconds));
            Task entered = await Task.WhenAny(waiting);
            waiting.Remove(entered);
            await clock.WaitersAsync(waiting.Count);
            Assert.DoesNotContain(waiting, task => task.IsCompleted);
        }

        queue.End();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public void The_ten_minutes_are_time_and_not_waits()
    {
        var policy = new RetryPolicy();
        var error = new ClarifaiException(ErrorId.ModelNotReady, "later", action: StatusAction.WaitForModel);
        var done = new RetryCount();
        done.Add(error.Action, TimeSpan.FromSeconds(100));

        Assert.NotNull(policy.NextDelay(error, done, random: 0, TimeSpan.FromSeconds(699)));
        Assert.Null(policy.NextDelay(error, done, random: 0, TimeSpan.FromSeconds(700)));
    }

    [Fact]
    public void A_thousand_waits_are_not_too_many_to_count()
    {
        var policy = new RetryPolicy { MaximumRetryCount = 2000, Interval = TimeSpan.Zero };
        var error = new ClarifaiException(ErrorId.ServiceUnavailable, "later", action: StatusAction.Retry);
        var done = new RetryCount();
        for (int i = 0; i < 1100; i++)
        {
            done.Add(error.Action, TimeSpan.Zero);
        }

        Assert.Equal(TimeSpan.Zero, policy.NextDelay(error, done, random: 0.5, TimeSpan.Zero));
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
