using System.Globalization;

namespace Clarifai.Tests;

/// <summary>Outcomes come in the order of the inputs, whatever is answered first; what waits for its turn is bounded.</summary>
public sealed class PumpOrderTests
{
    [Fact]
    public async Task Answers_that_come_in_any_order_come_out_in_the_order_of_the_inputs()
    {
        TaskCompletionSource[] gates = [.. Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource())];
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.WaitAsync(gates[int.Parse(exchange.Inputs[0], CultureInfo.InvariantCulture)].Task);
            await exchange.AnswerAsync();
        });
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 1, ThrottleLimit = 5 }, new InstantClock());
        var feed = new PumpFeed(pump);

        Task run = feed.RunAsync(Pictures.AtAddresses(4));
        await server.WhenAliveAsync(4);
        foreach (int name in new[] { 3, 1, 2, 0 })
        {
            Assert.Empty(feed.Emitted);
            gates[name].SetResult();
            await server.WhenAliveAsync(gates.Count(gate => !gate.Task.IsCompleted));
        }

        await run;
        Assert.Equal(Outcomes.AllWell(4), feed.Summary);
    }

    [Fact]
    public async Task Answers_are_not_piled_up_behind_one_that_does_not_come()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new ScriptedHandler(async (request, cancellation) =>
        {
            await (request.Inputs.Contains("0") ? gate.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return ScriptedHandler.Json(Pictures.Answer(request.Inputs));
        });
        using var client = new ClarifaiClient(Asking.Options(), handler);
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 2, ThrottleLimit = 2 }, new InstantClock());
        var feed = new PumpFeed(pump);
        int reports = 0;
        pump.Traced += report =>
        {
            // Two batches wait for their turn: as many as may be under way. The third is held until the first answer has come.
            if (++reports == 2)
            {
                _ = Task.Run(gate.SetResult, TestContext.Current.CancellationToken);
            }
        };

        await feed.RunAsync(Pictures.AtAddresses(1000));

        Assert.Equal(Outcomes.AllWell(1000), feed.Summary);
        Assert.InRange(feed.TakenAtEachEmission.First(), 1, 1 + 2 + 2 + 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(32, 4)]
    public async Task No_more_is_taken_than_what_is_under_way_and_one_batch(int batchSize, int throttleLimit)
    {
        int answered = 0;
        var handler = new ScriptedHandler(request =>
        {
            Interlocked.Add(ref answered, request.Inputs.Count);
            return ScriptedHandler.Json(Pictures.Answer(request.Inputs));
        });
        using var client = new ClarifaiClient(Asking.Options(), handler);
        using var pump = new PredictPump(
            client, SentBatch.Options with { BatchSize = batchSize, ThrottleLimit = throttleLimit }, new InstantClock());
        var feed = new PumpFeed(pump);
        int most = 0;

        await feed.RunAsync(Pictures.AtAddresses(500).Select(input =>
        {
            most = Math.Max(most, feed.Taken - Volatile.Read(ref answered));
            return input;
        }));

        Assert.Equal(Outcomes.AllWell(500), feed.Summary);
        Assert.InRange(most, 0, (throttleLimit * batchSize) + batchSize);
        Assert.InRange(handler.MostAlive, 1, throttleLimit);
    }

    [Fact]
    public async Task As_many_requests_are_alive_as_may_be_and_no_more()
    {
        // No request is answered before four are alive: with fewer the test would not end, with more MostAlive would show it.
        TaskCompletionSource four = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new HostileServer(async exchange =>
        {
            await exchange.WaitAsync(four.Task);
            await exchange.AnswerAsync();
        });
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 5, ThrottleLimit = 4 }, new InstantClock());
        var feed = new PumpFeed(pump);

        Task run = feed.RunAsync(Pictures.AtAddresses(300));
        await server.WhenAliveAsync(4);
        four.SetResult();
        await run;

        Assert.Equal(Outcomes.AllWell(300), feed.Summary);
        Assert.Equal(4, server.MostAlive);
    }

    [Fact]
    public async Task With_one_at_a_time_each_answer_comes_before_the_next_input_is_taken()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 1, ThrottleLimit = 1 }, new InstantClock());
        var feed = new PumpFeed(pump);

        await feed.RunAsync(Pictures.AtAddresses(20));

        Assert.Equal(Outcomes.AllWell(20), feed.Summary);
        Assert.Equal(Enumerable.Range(1, 20), feed.TakenAtEachEmission);
        Assert.Equal(20, server.Requests.Count);
    }

    [Fact]
    public async Task Positions_count_what_was_skipped()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options, new InstantClock());
        pump.Skip();
        var feed = new PumpFeed(pump);

        await feed.RunAsync(Pictures.AtAddresses(3).Select((input, i) =>
        {
            if (i == 2)
            {
                pump.Skip();
            }

            return input;
        }));

        Assert.Equal(["1 0", "2 1", "4 2"], feed.Summary);
        Assert.Equal([1, 2, 4], feed.Emitted.Select(outcome => outcome.Output!.InputIndex));
        Assert.Equal(5, pump.InputCount);
    }

    [Fact]
    public async Task Each_request_is_reported_once_with_what_became_of_it()
    {
        await using var server = HostileServer.Doing(exchange => exchange.AnswerAsync(503, ""));

        SentBatch batch = await SentBatch.SendAsync(server, 3);

        Assert.Equal(
            [(3, (ErrorId?)ErrorId.ServiceUnavailable, (double?)0.5, null), (3, null, null, "r1")],
            batch.Traces.Select(report => (report.InputCount, report.Error?.ErrorId, report.RetryDelay?.TotalSeconds, report.RequestId)));
        Assert.All(batch.Traces, report => Assert.Equal(new Uri(server.Address, "v2/models/m/outputs"), report.Address));
    }

    [Fact]
    public async Task No_inputs_are_no_requests()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options, new InstantClock());

        Assert.Empty(await pump.RunAsync([]));
        Assert.Empty(server.Requests);
    }
}
