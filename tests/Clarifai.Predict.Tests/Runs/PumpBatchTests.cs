namespace Clarifai.Tests;

/// <summary>What goes into one request.</summary>
public sealed class PumpBatchTests
{
    [Fact]
    public async Task The_first_input_goes_out_before_a_second_is_taken()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());
        using ClarifaiClient client = server.NewClient();
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 32, ThrottleLimit = 4 }, new InstantClock());
        var feed = new PumpFeed(pump);

        await feed.RunAsync(Pictures.AtAddresses(2).Select((input, i) =>
        {
            if (i == 1)
            {
                server.WhenRequestedAsync(1).GetAwaiter().GetResult();
            }

            return input;
        }));

        Assert.Equal(Outcomes.AllWell(2), feed.Summary);
        Assert.Equal([["0"], ["1"]], server.Requests.Select(request => request.Inputs));
    }

    [Fact]
    public async Task No_more_files_stay_open_than_a_process_may_have_and_all_are_sent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nothing tells which files are open.");
        using var folder = new Video.TestFolder();
        string path = folder.File("0.jpg");
        await File.WriteAllBytesAsync(path, Pictures.Bytes(0, 100), TestContext.Current.CancellationToken);
        using var released = new ManualResetEventSlim();
        var handler = new BodyHandler(readBody =>
        {
            released.Wait(TestContext.Current.CancellationToken);
            readBody();
        });
        using var client = new ClarifaiClient(Asking.Options(), handler);
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 128, ThrottleLimit = 8 }, new InstantClock());
        Thread? feeder = null;
        int taken = 0;

        Task<List<PredictOutcome>> run = pump.RunAsync(Enumerable.Range(0, 2000).Select(i =>
        {
            feeder = Thread.CurrentThread;
            Volatile.Write(ref taken, i + 1);
            return PredictInput.FromFile(path);
        }));

        // The first one alone and full batches: seven are under way with it, and one waits.
        SpinWait.SpinUntil(() => Volatile.Read(ref taken) >= 1025 && feeder!.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        int open = Directory.GetFiles("/proc/self/fd").Count(handle => new FileInfo(handle).LinkTarget == path);
        released.Set();

        Assert.Equal(2000, (await run).Count(outcome => outcome.Error is null));
        Assert.InRange(open, 1, 512);
    }

    [Theory]
    [InlineData(4, 128, 4)]
    [InlineData(100, 3, 3)]
    [InlineData(128, 128, 128)]
    [InlineData(1, 128, 1)]
    public async Task While_something_is_under_way_batches_are_filled_to_their_size(int batchSize, int serviceLimit, int expected)
    {
        IReadOnlyList<IReadOnlyList<string>> requests = await RequestsAsync(
            Pictures.AtAddresses(400), batchSize, ServiceLimits.Current with { InputsPerRequest = serviceLimit });

        Assert.Equal(
            Enumerable.Range(1, 399).Chunk(expected).Select(batch => string.Join(' ', batch)).Prepend("0"),
            requests.Select(batch => string.Join(' ', batch)));
    }

    [Fact]
    public async Task A_batch_holds_as_many_encoded_bytes_as_the_service_takes()
    {
        // 3000 bytes are 4000 of base64; with what stands around them three fit into 12,500 and four do not.
        IReadOnlyList<IReadOnlyList<string>> requests = await RequestsAsync(
            Enumerable.Range(0, 8).Select(name => Pictures.InMemory(name, 3000)),
            batchSize: 100,
            ServiceLimits.Current with { MaximumRequestBytes = 12_500 });

        Assert.Equal(["0", "1 2 3", "4 5 6", "7"], requests.Select(batch => string.Join(' ', batch)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_body_is_longer_than_the_service_takes_unless_one_input_is(int seed)
    {
        const int Limit = 20_000;
        var random = new Random(seed);
        PredictInput[] inputs = [.. Enumerable.Range(0, 200).Select(name =>
            random.Next(3) == 0 ? Pictures.AtAddress(name) : Pictures.InMemory(name, random.Next(1, 12_000)))];
        var handler = new ScriptedHandler(request => ScriptedHandler.Json(Pictures.Answer(request.Inputs)));
        using var client = new ClarifaiClient(
            Asking.Options() with { Limits = ServiceLimits.Current with { MaximumRequestBytes = Limit } }, handler);
        var asked = new PredictOptions { Concepts = ["cat", "dog"], MaxConcepts = 5 };
        using var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 128, Predict = asked }, new InstantClock());

        Assert.Equal(Outcomes.AllWell(200), Outcomes.Each(await pump.RunAsync(inputs)));
        Assert.All(handler.Requests, request => Assert.InRange(request.Body.Length, 1, Limit));
    }

    [Fact]
    public async Task An_input_that_is_too_large_for_any_batch_goes_alone()
    {
        IReadOnlyList<IReadOnlyList<string>> requests = await RequestsAsync(
            [
                Pictures.AtAddress(0), Pictures.InMemory(1, 10), Pictures.InMemory(2, 5000), Pictures.InMemory(3, 10),
                Pictures.InMemory(4, 10),
            ],
            batchSize: 100,
            ServiceLimits.Current with { MaximumRequestBytes = 2000 });

        Assert.Equal(["0", "1", "2", "3 4"], requests.Select(batch => string.Join(' ', batch)));
    }

    [Fact]
    public async Task A_video_goes_alone()
    {
        IReadOnlyList<IReadOnlyList<string>> requests = await RequestsAsync(
            Enumerable.Range(0, 8).Select(name => Pictures.AtAddress(name, name is 2 or 5 or 6 ? MediaKind.Video : MediaKind.Image)),
            batchSize: 100,
            ServiceLimits.Current);

        Assert.Equal(["0", "1", "2", "3 4", "5", "6", "7"], requests.Select(batch => string.Join(' ', batch)));
    }

    // Nothing is answered before the source is empty, so that batches depend on nothing but their inputs.
    private static async Task<IReadOnlyList<IReadOnlyList<string>>> RequestsAsync(
        IEnumerable<PredictInput> inputs, int batchSize, ServiceLimits limits)
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handler = new ScriptedHandler(async (request, cancellation) =>
        {
            await empty.Task.WaitAsync(cancellation);
            return ScriptedHandler.Json(Pictures.Answer(request.Inputs));
        });
        using var client = new ClarifaiClient(Asking.Options() with { Limits = limits }, handler);
        using var pump = new PredictPump(
            client, SentBatch.Options with { BatchSize = batchSize, ThrottleLimit = 1000 }, new InstantClock());
        PredictInput[] all = [.. inputs];

        List<PredictOutcome> outcomes = await pump.RunAsync(all.Select((input, i) =>
        {
            if (i == all.Length - 1)
            {
                empty.SetResult();
            }

            return input;
        }));

        Assert.Equal(Outcomes.AllWell(all.Length), Outcomes.Each(outcomes));
        return [.. handler.Requests.Select(request => request.Inputs).OrderBy(names => int.Parse(names[0], null))];
    }
}
