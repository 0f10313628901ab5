using System.Collections.Concurrent;

namespace Clarifai.Tests;

/// <summary>One batch sent to its end.</summary>
internal sealed class SentBatch
{
    private SentBatch(BatchResult result, InstantClock clock, IEnumerable<RequestReport> reports)
    {
        Result = result;
        Clock = clock;
        Reports = [.. reports];
    }

    public BatchResult Result { get; }

    public InstantClock Clock { get; }

    public IReadOnlyList<RequestReport> Reports { get; }

    public IEnumerable<string> Told => Tests.Told.Each(Result.Outcomes);

    /// <summary>The only error there is; every input without an answer has it.</summary>
    public ClarifaiException Error =>
        Assert.Single(Result.Outcomes.Select(outcome => outcome.Error).OfType<ClarifaiException>().Distinct());

    public static PumpOptions Options { get; } = new() { Target = ModelReference.Parse("m") };

    public static Task<SentBatch> SendAsync(HostileServer server, int pictures, PumpOptions? options = null) =>
        SendAsync(server, Pictures.AtAddresses(pictures), options);

    public static async Task<SentBatch> SendAsync(HostileServer server, IEnumerable<PredictInput> inputs, PumpOptions? options = null)
    {
        using ClarifaiClient client = server.NewClient();
        return await SendAsync(client, inputs, options);
    }

    public static async Task<SentBatch> SendAsync(ClarifaiClient client, IEnumerable<PredictInput> inputs, PumpOptions? options = null)
    {
        var clock = new InstantClock();
        var reports = new ConcurrentQueue<RequestReport>();
        BatchResult result = await new BatchSender(client, options ?? Options, clock, reports.Enqueue)
            .SendAsync(7, [.. inputs.Select((input, i) => new IndexedInput(input, i))], TestContext.Current.CancellationToken);
        Assert.Equal(7, result.Sequence);
        Assert.Null(result.Fault);
        return new SentBatch(result, clock, reports);
    }
}
