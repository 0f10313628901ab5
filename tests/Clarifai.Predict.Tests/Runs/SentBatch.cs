using System.Collections.Concurrent;

namespace Clarifai.Tests;

/// <summary>One batch sent to its end.</summary>
internal sealed class SentBatch
{
    private SentBatch(IEnumerable<PredictOutcome> outcomes, ClarifaiException? fatal, InstantClock clock, IEnumerable<RequestTrace> traces)
    {
        Outcomes = [.. outcomes.OrderBy(outcome => outcome.InputIndex)];
        Fatal = fatal;
        Clock = clock;
        Traces = [.. traces];
    }

    /// <summary>In the order of the inputs.</summary>
    public IReadOnlyList<PredictOutcome> Outcomes { get; }

    /// <summary>The error that would end the run.</summary>
    public ClarifaiException? Fatal { get; }

    public InstantClock Clock { get; }

    public IReadOnlyList<RequestTrace> Traces { get; }

    public IEnumerable<string> Summary => Tests.Outcomes.Each(Outcomes);

    /// <summary>The only error there is; every input without an answer has it.</summary>
    public ClarifaiException Error => Assert.Single(Outcomes.Select(outcome => outcome.Error).OfType<ClarifaiException>().Distinct());

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
        var outcomes = new List<PredictOutcome>();
        var traces = new ConcurrentQueue<RequestTrace>();
        var room = new RequestRoom(handles: null, () => { });
        var sender = new BatchSender(client, options ?? Options, clock, room, outcomes.AddRange, traces.Enqueue);
        ClarifaiException? fatal = null;
        try
        {
            await sender.SendAsync([.. inputs.Select((input, i) => new IndexedInput(input, i))], TestContext.Current.CancellationToken);
        }
        catch (ClarifaiException e)
        {
            Assert.True(e.EndsRun);
            fatal = e;
        }

        return new SentBatch(outcomes, fatal, clock, traces);
    }
}
