namespace Clarifai.Tests;

/// <summary>A service that is gone ends the run with one error; one that is away for half a minute ends nothing.</summary>
public sealed class OutageTests
{
    private static PumpOptions Options => SentBatch.Options with { BatchSize = 10, ThrottleLimit = 2 };

    [Fact]
    public async Task A_service_that_is_gone_ends_the_run_with_one_error()
    {
        var gone = new HostileServer(exchange => exchange.AnswerAsync());
        await gone.DisposeAsync();
        using ClarifaiClient client = gone.NewClient();
        var clock = new InstantClock();
        using var pump = new PredictPump(client, Options, clock);

        List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(1300));

        ClarifaiException error = Assert.Single(outcomes).Error!;
        Assert.Equal(ErrorId.ConnectionLost, error.ErrorId);
        Assert.True(error.EndsRun);
        Assert.Matches(
            @"Inputs not sent: [0-9,]+, and those still to come\. The last error: The service at [0-9.:]+ could not be reached: .+\.$",
            error.Message);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(120));
    }

#if !DESKTOP // Only the .NET Framework's handler tells the desktop assembly which hop failed.
    [Fact]
    public async Task A_proxy_that_is_gone_is_named_by_the_error_that_ends_the_run()
    {
        var gone = new HostileServer(exchange => exchange.AnswerAsync());
        await gone.DisposeAsync();
        using var client = new ClarifaiClient(Asking.Options() with { Proxy = new ProxyOptions { Address = gone.Address } });
        using var pump = new PredictPump(client, Options, new InstantClock());

        ClarifaiException error = Assert.Single(await pump.RunAsync(Pictures.AtAddresses(1300))).Error!;

        Assert.Equal((ErrorId.ConnectionLost, ErrorCause.ProxyUnreachable), (error.ErrorId, error.Cause));
        Assert.Contains(
            $" The last error: The proxy at {gone.Address.Authority} could not be reached: ", error.Message, StringComparison.Ordinal);
    }
#endif

    [Fact]
    public async Task A_service_that_comes_back_ends_nothing()
    {
        int attempts = 0;
        var handler = new ScriptedHandler(request => Interlocked.Increment(ref attempts) <= 20
            ? throw new TaskCanceledException("connecting", new TimeoutException())
            : ScriptedHandler.Json(Pictures.Answer(request.Inputs)));
        using var client = new ClarifaiClient(Asking.Options(), handler);
        using var pump = new PredictPump(client, Options with { BatchSize = 1, ThrottleLimit = 1 }, new InstantClock());

        List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(100));

        Assert.Equal(100, outcomes.Count);
        Assert.Equal(4, outcomes.Count(outcome => outcome.Error?.ErrorId is ErrorId.ConnectionFailed));
        Assert.Equal(96, outcomes.Count(outcome => outcome.Error is null));
        Assert.Equal(Enumerable.Range(0, 100), outcomes.Select(outcome => outcome.InputIndex));
    }

    [Fact]
    public async Task Four_requests_are_too_few_to_tell()
    {
        var gone = new HostileServer(exchange => exchange.AnswerAsync());
        await gone.DisposeAsync();
        using ClarifaiClient client = gone.NewClient();
        var policy = new RetryPolicy { Interval = TimeSpan.FromSeconds(30), MaximumRetryCount = 10 };
        PumpOptions options = Options with { Retry = policy, BatchSize = 1, ThrottleLimit = 1 };
        using var pump = new PredictPump(client, options, new InstantClock());

        List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(4));

        Assert.Equal(Outcomes.All(4, ErrorId.ConnectionFailed), Outcomes.Each(outcomes));
    }

    [Fact]
    public void A_success_between_begins_the_count_anew()
    {
        var outage = new Outage();
        for (int i = 0; i < 8; i++)
        {
            outage.Note(Trace(i == 4 ? null : ErrorId.ConnectionFailed), TimeSpan.FromSeconds(20 * i));
        }

        Assert.Equal(3, outage.RequestCount);
        Assert.False(outage.IsOver);
        outage.Note(Trace(ErrorId.ConnectionFailed), TimeSpan.FromSeconds(160));
        Assert.False(outage.IsOver);
        outage.Note(Trace(ErrorId.ConnectionFailed), TimeSpan.FromSeconds(180));
        Assert.True(outage.IsOver);
    }

    [Fact]
    public void Less_than_a_minute_is_too_short_to_tell()
    {
        var outage = new Outage();
        for (int i = 0; i < 100; i++)
        {
            outage.Note(Trace(ErrorId.ConnectionFailed), TimeSpan.FromSeconds(0.5 * i));
        }

        Assert.False(outage.IsOver);
    }

    private static RequestTrace Trace(ErrorId? error) => new()
    {
        Address = new Uri("https://api.example/"),
        InputCount = 1,
        Bytes = 1,
        Duration = TimeSpan.Zero,
        Error = error is { } id ? new ClarifaiException(id, "gone") : null,
    };
}
