using Clarifai.Tests.Video;

namespace Clarifai.Tests.Checkpoints;

/// <summary>Runs with one checkpoint file, each against a service that answers with the name of the picture.</summary>
internal sealed class CheckpointedRun : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <summary>The checkpoint.</summary>
    public string FilePath => PathOf(FileName);

    /// <summary>The name of the checkpoint.</summary>
    public string FileName { get; set; } = "run.jsonl";

    /// <summary>Further checkpoints.</summary>
    public IReadOnlyList<string> Others { get; set; } = [];

    public string[] Lines => File.ReadAllLines(FilePath);

    /// <summary>The names of the pictures that the last run sent, in the order in which requests ended.</summary>
    public IReadOnlyList<string> Sent { get; private set; } = [];

    public int RequestCount { get; private set; }

    public int DamagedCount { get; private set; }

    public string? OtherVersionId { get; private set; }

    public ClarifaiClientOptions Client { get; set; } = Asking.Options();

    public Func<SentRequest, HttpResponseMessage> Answer { get; set; } = request => ScriptedHandler.Json(Pictures.Answer(request.Inputs));

    /// <summary>What every answer waits for.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public PumpOptions Options { get; set; } = new() { Target = ModelReference.Parse("general"), BatchSize = 3, ThrottleLimit = 2 };

    public string PathOf(string name) => _folder.File(name);

    public string FileOf(int name)
    {
        string path = _folder.File($"picture {name}.jpg");
        File.WriteAllBytes(path, Pictures.Bytes(name, 64));
        return path;
    }

    public Task<IReadOnlyList<PredictOutcome>> RunAsync(IEnumerable<PredictInput> inputs, bool force = false) =>
        RunAsync(inputs, client => Open(client, force));

    /// <summary>A run whose disk has room for so many bytes and no more.</summary>
    public Task<IReadOnlyList<PredictOutcome>> RunOnFullDiskAsync(IEnumerable<PredictInput> inputs, long room) => RunAsync(
        inputs,
        client => Checkpoint.Open(new FullDisk(File.Open(FilePath, FileMode.OpenOrCreate), room), FilePath, client, Options));

    private async Task<IReadOnlyList<PredictOutcome>> RunAsync(IEnumerable<PredictInput> inputs, Func<ClarifaiClient, Checkpoint> open)
    {
        var handler = new ScriptedHandler(async (request, cancellation) =>
        {
            await Hold.WaitAsync(cancellation);
            return Answer(request);
        });
        using var client = new ClarifaiClient(Client, handler);
        using Checkpoint checkpoint = open(client);
        using var pump = new PredictPump(client, Options with { Checkpoint = checkpoint }, new InstantClock());
        List<PredictOutcome> outcomes = await pump.RunAsync(inputs);
        Sent = [.. handler.Requests.SelectMany(request => request.Inputs)];
        RequestCount = handler.Requests.Count;
        DamagedCount = checkpoint.DamagedCount;
        OtherVersionId = checkpoint.OtherVersionId;
        return outcomes;
    }

    /// <summary>Opens the checkpoint and does nothing with it.</summary>
    public ClarifaiException Refusal(bool force = false)
    {
        using var client = new ClarifaiClient(Client, new ScriptedHandler(Answer));
        return Assert.Throws<ClarifaiException>(() => Open(client, force).Dispose());
    }

    public void Dispose() => _folder.Dispose();

    private Checkpoint Open(ClarifaiClient client, bool force) => Checkpoint.Open(FilePath, client, Options, force, Others);
}
