using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;

namespace Clarifai.Local.Tests;

/// <summary>The engine as a program of its own, started as the module starts it.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly CancellationTokenSource _timeLimit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly Channel<string> _errors = Channel.CreateUnbounded<string>();

    private EngineProcess(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        _timeLimit.CancelAfter(TimeLimit);
        string program = OperatingSystem.IsWindows() ? "clarifai-local.exe" : "clarifai-local";
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
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
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
            _ = line.Data is null ? _errors.Writer.TryComplete() : _errors.Writer.TryWrite(line.Data);
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>Ends every wait on an engine that does nothing.</summary>
    private CancellationToken Token => _timeLimit.Token;

    public static EngineProcess Start(params string[] arguments) => new(arguments, new Dictionary<string, string>());

    public static EngineProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(arguments, environment);

    public static EngineProcess StartWith(params (string Name, string Value)[] environment) =>
        new([], environment.ToDictionary(variable => variable.Name, variable => variable.Value));

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
