using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Checkpoints;

/// <summary>A run that is killed again and again ends with every input answered, and with few of them asked about twice.</summary>
public sealed class KilledRunTests : IAsyncLifetime
{
    private const int Kills = 12;
    private const int Inputs = 600;
    private const int BatchSize = 8;
    private const int ThrottleLimit = 4;

    private readonly SampleFolder _folder = new();
    private StubService? _service;

    public async ValueTask InitializeAsync() => _service = await StubService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _service!.DisposeAsync();
    }

    [Fact]
    public async Task A_dozen_kills_lose_no_answer_and_repeat_a_window_each_at_most()
    {
        var random = new Random(7);
        for (int kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilledAsync(requests: random.Next(1, 6));
        }

        IReadOnlyList<string> emitted = await RunToTheEndAsync();

        Assert.Equal(Addresses, emitted);
        Assert.Equal(Addresses.Order(), _service!.Captions.Distinct().Order());
        Assert.InRange(_service.Captions.Count, Inputs, Inputs + (Kills * BatchSize * ThrottleLimit));
        Assert.Equal(Addresses, await RunToTheEndAsync());
        Assert.Equal(0, await RequestsOfAFurtherRunAsync());
    }

    private static IEnumerable<string> Addresses => Enumerable.Range(1, Inputs).Select(i => $"https://pictures.example/{i}.jpg");

    private string Script =>
        $"1..{Inputs} | ForEach-Object {{ \"https://pictures.example/$_.jpg\" }} | Invoke-ClarifaiPredict -BatchSize {BatchSize} "
        + $"-ThrottleLimit {ThrottleLimit} -CheckpointPath '{_folder.PathOf("run.jsonl")}' | ForEach-Object Name";

    // The moment is that of a request's arrival; what the run is doing by then is up to chance. Later requests are not answered: kills that
    // come late would find the inputs used up.
    private async Task RunUntilKilledAsync(int requests)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int left = requests;
        _service!.Hold = (_, ended) =>
        {
            int after = Interlocked.Decrement(ref left);
            if (after == 0)
            {
                arrived.SetResult();
            }

            return after < 0 ? Task.Delay(Timeout.Infinite, ended) : Task.CompletedTask;
        };
        using ShellProcess shell = Start();
        Task output = shell.ReadToEndAsync();
        await arrived.Task.MustEnd();
        shell.Kill();
        await shell.WaitForExitAsync();
        await output;
    }

    private async Task<IReadOnlyList<string>> RunToTheEndAsync()
    {
        _service!.Hold = (_, _) => Task.CompletedTask;
        using ShellProcess shell = Start();
        string output = await shell.ReadToEndAsync();
        Assert.Equal(0, await shell.WaitForExitAsync());
        return output.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<int> RequestsOfAFurtherRunAsync()
    {
        int before = _service!.Requests.Count;
        await RunToTheEndAsync();
        return _service.Requests.Count - before;
    }

    private ShellProcess Start() => ShellProcess.Start(Script, start =>
    {
        start.Environment["CLARIFAI_API_KEY"] = ModuleSession.Key;
        start.Environment["CLARIFAI_API_BASE"] = _service!.Address.ToString();
        start.Environment.Remove("CLARIFAI_PAT");
    });
}
