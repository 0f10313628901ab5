namespace Clarifai.Tests;

/// <summary>A file that cannot be read to exactly the length promised costs only itself; the request is never padded or cut.</summary>
public sealed class BrokenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_file_that_has_vanished_costs_only_itself(int index)
    {
        PredictInput[] inputs = [.. Enumerable.Range(0, 5).Select(name => NewFile(name, 1000))];
        File.Delete(inputs[index].Source);
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());

        SentBatch batch = await SentBatch.SendAsync(server, inputs);

        Assert.Equal(Outcomes.AllWell(5).Select((told, i) => i == index ? $"{i} FileNotFound" : told), batch.Summary);
        Assert.Equal([.. Names(5, index)], Assert.Single(server.Requests).Inputs);
        Assert.Empty(batch.Clock.Delays);
    }

    [Fact]
    public async Task A_file_in_whose_place_there_is_a_folder_costs_only_itself()
    {
        PredictInput[] inputs = [NewFile(0, 1000), NewFile(1, 1000)];
        File.Delete(inputs[0].Source);
        Directory.CreateDirectory(inputs[0].Source);
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());

        SentBatch batch = await SentBatch.SendAsync(server, inputs);

        Assert.Equal(["0 PathIsDirectory", "1 1"], batch.Summary);
    }

    [Theory]
    [InlineData(1_000_000, 500_000)]
    [InlineData(1_000_000, 0)]
    [InlineData(1_000_000, 999_999)]
    [InlineData(1_000_000, 1_000_001)]
    [InlineData(60_000, 61_000)]
    public async Task A_file_that_changes_while_it_is_sent_costs_only_itself(int length, int changed)
    {
        PredictInput[] inputs = [NewFile(0, 1000), NewFile(1, length), NewFile(2, 1000)];
        var sent = new List<IReadOnlyList<string>>();
        using var handler = new BodyHandler(body =>
        {
            // The length has been promised, and nothing has been read yet.
            using (FileStream file = new(inputs[1].Source, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.SetLength(changed);
            }

            sent.Add(Pictures.Names(body()));
        });
        using var client = new ClarifaiClient(Asking.Options(), handler);

        SentBatch batch = await SentBatch.SendAsync(client, inputs);

        Assert.Equal(["0 0", "1 FileReadFailed", "2 2"], batch.Summary);
        Assert.Equal([["0", "2"]], sent);
        Assert.Equal(2, handler.Requests);
        Assert.Contains("it changed while it was being sent", batch.Error.Message, StringComparison.Ordinal);
        Assert.Empty(batch.Clock.Delays);
    }

    [Fact]
    public async Task A_request_that_is_aborted_on_the_wire_is_no_retry()
    {
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());
        var broken = new BrokenStream(Pictures.Bytes(1, 400_000), 200_000, () => server.WhenRequestedAsync(1));
        PredictInput[] inputs = [NewFile(0, 1000), PredictInput.FromStream(broken, "broken"), NewFile(2, 1000)];

        SentBatch batch = await SentBatch.SendAsync(
            server, inputs, SentBatch.Options with { Retry = new RetryPolicy { MaximumRetryCount = 0 } });

        Assert.Equal(["0 0", "1 FileReadFailed", "2 2"], batch.Summary);
        Assert.Equal([[], ["0", "2"]], server.Requests.Select(request => request.Inputs));
        Assert.Empty(batch.Clock.Delays);
        await server.WhenAliveAsync(0);
    }

    [Fact]
    public async Task Every_file_may_be_broken()
    {
        PredictInput[] inputs = [.. Enumerable.Range(0, 4).Select(name => NewFile(name, 1000))];
        Array.ForEach(inputs, input => File.Delete(input.Source));
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());

        SentBatch batch = await SentBatch.SendAsync(server, inputs);

        Assert.Equal(Outcomes.All(4, ErrorId.FileNotFound), batch.Summary);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_broken_file_and_a_passing_fault_do_not_count_for_each_other()
    {
        PredictInput[] inputs =
            [NewFile(0, 1000), PredictInput.FromStream(new BrokenStream(Pictures.Bytes(1, 400_000), 200_000), "broken"), NewFile(2, 1000)];
        await using var server = new HostileServer(exchange =>
            exchange.Index < 5 ? exchange.AnswerAsync(503, "") : exchange.AnswerAsync());

        SentBatch batch = await SentBatch.SendAsync(server, inputs);

        Assert.Equal(["0 0", "1 FileReadFailed", "2 2"], batch.Summary);
        Assert.Equal([0.5, 1, 2, 4], batch.Clock.Seconds);
    }

    [Fact]
    public void A_file_that_is_not_there_a_folder_and_one_without_content_are_told_apart()
    {
        string empty = Path.Combine(_folder, "empty.jpg");
        File.WriteAllBytes(empty, []);

        Assert.Equal(ErrorId.FileNotFound, ErrorOf(Path.Combine(_folder, "none.jpg")));
        Assert.Equal(ErrorId.FileNotFound, ErrorOf(Path.Combine(_folder, "no folder", "none.jpg")));
        Assert.Equal(ErrorId.PathIsDirectory, ErrorOf(_folder));
        Assert.Equal(ErrorId.UnsupportedMediaType, ErrorOf(empty));
    }

    [Fact]
    public void A_file_that_someone_else_has_locked_cannot_be_opened()
    {
        PredictInput input = NewFile(0, 1000);
        input.Release();
        using var held = new FileStream(input.Source, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(ErrorId.FileReadFailed, ErrorOf(input.Source));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_waits_is_sent_as_it_is_then()
    {
        PredictInput[] inputs = [NewFile(0, 1000)];
        File.WriteAllBytes(inputs[0].Source, Pictures.Bytes(7, 5000));
        await using var server = new HostileServer(exchange => exchange.AnswerAsync());

        await SentBatch.SendAsync(server, inputs);

        Assert.Equal(["7"], Assert.Single(server.Requests).Inputs);
    }

    [Fact]
    public async Task No_file_stays_open_after_a_run_whether_it_was_sent_or_not()
    {
        PredictInput[] inputs = [.. Enumerable.Range(0, 6).Select(name => NewFile(name, 1000))];
        await using var server = new HostileServer(exchange => exchange.AnswerAsync(401, Pictures.Refusal(11009)));
        using ClarifaiClient client = server.NewClient();
        using (var pump = new PredictPump(client, SentBatch.Options with { BatchSize = 2, ThrottleLimit = 1 }))
        {
            Array.ForEach(inputs, pump.Add);
            Assert.Throws<IOException>(() => Lock(inputs[5]));
            Assert.NotNull(pump.Take().Last().Error);
            pump.Add(NewFile(6, 1000));
        }

        Assert.All(inputs, Lock);
    }

    private static void Lock(PredictInput input) =>
        new FileStream(input.Source, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

    private static ErrorId ErrorOf(string path) => Assert.Throws<ClarifaiException>(() => PredictInput.FromFile(path)).ErrorId;

    private static IEnumerable<string> Names(int count, int without) =>
        Enumerable.Range(0, count).Where(name => name != without).Select(name => $"{name}");

    private PredictInput NewFile(int name, int length)
    {
        string path = Path.Combine(_folder, $"{name}.jpg");
        File.WriteAllBytes(path, Pictures.Bytes(name, length));
        return PredictInput.FromFile(path);
    }
}
