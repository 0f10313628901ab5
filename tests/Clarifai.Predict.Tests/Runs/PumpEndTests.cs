namespace Clarifai.Tests;

/// <summary>How a run ends before its inputs do: by an error that no later input can escape, or by whoever runs it.</summary>
public sealed class PumpEndTests
{
    [Fact]
    public async Task What_was_answered_comes_out_before_the_error_that_ends_the_run()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new HostileServer(async exchange =>
        {
            switch (exchange.Index)
            {
                case 1:
                    await exchange.AnswerAsync();
                    break;
                case 2:
                    await exchange.WaitAsync(answered.Task);
                    await exchange.AnswerAsync(401, Pictures.Refusal(11009));
                    break;
                default:
                    await exchange.WaitForeverAsync();
                    break;
            }
        });
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 1, ThrottleLimit = 3 }, new InstantClock());
        pump.Traced += report => answered.TrySetResult();
        var feed = new PumpFeed(pump);

        // One after the other, so that requests and inputs have the same numbers.
        await feed.RunAsync(Pictures.AtAddresses(100).Select((input, i) =>
        {
            server.WhenRequestedAsync(Math.Min(i, 3)).GetAwaiter().GetResult();
            return input;
        }));

        Assert.Equal(["1 1", "2 NotAuthenticated"], feed.Summary.Take(2));
        Assert.Equal(2, feed.Emitted.Count);
        Assert.InRange(server.Requests.Count, 3, 4);
        await server.WhenAliveAsync(0);
    }

    [Fact]
    public async Task What_was_answered_of_a_batch_that_is_cut_off_comes_out_too()
    {
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            switch (string.Concat(exchange.Inputs))
            {
                case "0":
                    await exchange.WaitAsync(half.Task);
                    await exchange.AnswerAsync(402, Pictures.Refusal(11006));
                    break;
                case "1234":
                    await exchange.AnswerAsync(413, "");
                    break;
                case "12":
                    await exchange.AnswerAsync();
                    break;
                default:
                    half.TrySetResult();
                    await exchange.WaitForeverAsync();
                    break;
            }
        });
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 4, ThrottleLimit = 2 }, new InstantClock());

        List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(5));

        Assert.Equal(["1 1", "2 2", "0 QuotaExceeded"], Outcomes.Each(outcomes));
        await server.WhenAliveAsync(0);
    }

    [Fact]
    public async Task After_the_error_that_ends_the_run_nothing_comes_and_nothing_is_sent()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(404, Pictures.Refusal(21200)));
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 1, ThrottleLimit = 1 }, new InstantClock());

        List<PredictOutcome> first = await pump.RunAsync(Pictures.AtAddresses(1));
        List<PredictOutcome> later = await pump.RunAsync(Pictures.AtAddresses(50));

        Assert.Equal(["0 ModelNotFound"], Outcomes.Each(first));
        Assert.Empty(later);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task However_it_falls_the_error_is_the_last_and_nobody_is_told_twice(int seed)
    {
        for (int round = 0; round < 50; round++)
        {
            var random = new Random((1000 * seed) + round);
            int fatal = random.Next(60);
            var handler = new ScriptedHandler(async (request, _) =>
            {
                await Task.Yield();
                return request.Inputs.Contains($"{fatal}")
                    ? ScriptedHandler.Json(Pictures.Refusal(11008), 401)
                    : ScriptedHandler.Json(Pictures.Answer(request.Inputs));
            });
            using var client = new ClarifaiClient(Asking.Options(), handler);
            using var pump = new PredictPump(
                client,
                SentBatch.Options with { BatchSize = random.Next(1, 6), ThrottleLimit = random.Next(1, 6) },
                new InstantClock());

            List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(200));

            Assert.Equal(ErrorId.NotAuthenticated, Assert.Single(outcomes, outcome => outcome.Error is not null).Error!.ErrorId);
            Assert.NotNull(outcomes[^1].Error);
            int[] told = [.. outcomes.Select(outcome => outcome.InputIndex)];
            Assert.Equal(told.Length, told.Distinct().Count());
            Assert.Equal(told[..^1].Order(), told[..^1]);
        }
    }

    [Fact]
    public async Task Two_hundred_runs_that_are_ended_leave_no_request_alive()
    {
        await using var server = new HostileServer(exchange => exchange.WaitForeverAsync());
        using ClarifaiClient client = server.NewClient();
        for (int round = 0; round < 200; round++)
        {
            using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 2, ThrottleLimit = 3 }, new InstantClock());
            Task<List<PredictOutcome>> run = pump.RunAsync(Pictures.AtAddresses(100));
            await server.WhenAliveAsync(3);

            if (round % 2 == 0)
            {
                pump.Cancel();
            }
            else
            {
                pump.Dispose();
            }

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            await server.WhenAliveAsync(0);
        }

        Assert.Equal(600, server.Requests.Count);
    }

    [Fact]
    public async Task Whoever_has_enough_after_the_first_answer_ends_the_rest()
    {
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await (exchange.Inputs[0] == "0" ? exchange.AnswerAsync() : exchange.WaitForeverAsync());
        });
        using ClarifaiClient client = server.NewClient();
        PumpOptions options = SentBatch.Options with { BatchSize = 1, ThrottleLimit = 3 };
        using (var pump = new PredictPump(client, options, new InstantClock()))
        {
            PredictOutcome? first = null;
            foreach (PredictInput input in Pictures.AtAddresses(10))
            {
                pump.Add(input);
                first = await Task.Run(() => pump.Take().FirstOrDefault(), TestContext.Current.CancellationToken);
                if (first is not null)
                {
                    break;
                }
            }

            Assert.Equal(0, first!.InputIndex);
        }

        await server.WhenAliveAsync(0);
        Assert.InRange(server.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task The_token_ends_a_wait_before_the_next_attempt()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(503, ""));
        using ClarifaiClient client = server.NewClient();
        using var cancellation = new CancellationTokenSource();
        var clock = new EndlessClock();
        using var pump = new PredictPump(client, SentBatch.Options, clock, cancellation.Token);

        Task<List<PredictOutcome>> run = pump.RunAsync(Pictures.AtAddresses(1));
        await clock.Waiting.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_fault_of_the_program_comes_out_where_it_is_seen()
    {
        using var client = new ClarifaiClient(Asking.Options(), new ScriptedHandler(_ => throw new NotImplementedException("a fault")));
        using var pump = new PredictPump(client, SentBatch.Options, new InstantClock());

        NotImplementedException fault = await Assert.ThrowsAsync<NotImplementedException>(() => pump.RunAsync(Pictures.AtAddresses(1)));

        Assert.Equal("a fault", fault.Message);
    }
}
