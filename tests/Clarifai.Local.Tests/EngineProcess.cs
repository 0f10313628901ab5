using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace Clarifai.Local.Tests;

/// <summary>The engine as a program of its own, started as the module starts it.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    /// <summary>The variable that names another program to test than the one of this build: the native one.</summary>
    private const string Variable = "CLARIFAI_TEST_ENGINE";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly CancellationTokenSource _timeLimit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly Channel<string> _errors = Channel.CreateUnbounded<string>();

    private EngineProcess(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        _timeLimit.CancelAfter(TimeLimit);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };

        // None of these may move the engine off loopback.
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:0";
        start.Environment["URLS"] = "http://0.0.0.0:0";
        start.Environment["Kestrel__Endpoints__Other__Url"] = "http://0.0.0.0:0";
        // No test reads or writes what the user's engines keep.
        start.Environment["CLARIFAI_LOCAL_DATA"] = Path.Combine(Path.GetTempPath(), $"clarifai-local-{Guid.NewGuid():N}");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
            _ = line.Data is null ? _errors.Writer.TryComplete() : _errors.Writer.TryWrite(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether the program under test is another one than that of this build.</summary>
    public static bool IsOther { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>The full path of the program under test.</summary>
    public static string Program { get; } = IsOther
        ? Environment.GetEnvironmentVariable(Variable)!
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "clarifai-local.exe" : "clarifai-local");

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>Ends every wait on an engine that does nothing.</summary>
    private CancellationToken Token => _timeLimit.Token;

    public static EngineProcess Start(params string[] arguments) => new(Program, arguments, new Dictionary<string, string>());

    public static EngineProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(Program, arguments, environment);

    public static EngineProcess StartWith(params (string Name, string Value)[] environment) =>
        new(Program, [], environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    /// <summary>Starts a copy of the program.</summary>
    /// <param name="folder">The folder that the program's own was copied to.</param>
    /// <param name="arguments">Its arguments.</param>
    public static EngineProcess StartCopy(string folder, params string[] arguments) =>
        new(Path.Combine(folder, Path.GetFileName(Program)), arguments, new Dictionary<string, string>());

    /// <summary>An HTTP client for an engine that is ready.</summary>
    public static HttpClient Connect(JsonElement ready, string key)
    {
        var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("address").GetString()!) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", key);
        return http;
    }

    /// <summary>Gives the engine its key, waits until it is ready, and connects to it.</summary>
    public async Task<HttpClient> ConnectAsync()
    {
        await WriteLineAsync(EngineClient.Key);
        return Connect(await ReadReadyLineAsync(), EngineClient.Key);
    }

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(Token);
    }

    public void EndInput() => _process.StandardInput.Close();

    public async Task<JsonElement> ReadReadyLineAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync(Token);
        Assert.NotNull(line);
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    public Task<string> ReadRestOfOutputAsync() => _process.StandardOutput.ReadToEndAsync(Token);

    public async Task<string> ReadErrorAsync(string part)
    {
        await foreach (string line in _errors.Reader.ReadAllAsync(Token))
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"Standard error ended without '{part}'.");
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync(Token);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _timeLimit.Dispose();
    }
}
