using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Clarifai.Local.Tests.Programs;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Page;

/// <summary>
/// A Chromium without a window, spoken to in WebDriver's own protocol, started when its first page is opened. Every script gets a callback
/// as its last argument.
/// </summary>
public sealed partial class Browser : IAsyncDisposable
{
    public const string Program = "chromium";
    public const string Driver = "chromedriver";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    private readonly TestFolder _profile = new();
    private readonly HttpClient _http = new() { Timeout = TimeLimit };
    private Process? _driver;
    private string _address = "";
    private bool _hasSession;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task OpenAsync(string address)
    {
        if (!_hasSession)
        {
            await ConnectAsync();
        }

        // An address that differs only behind its # would not be loaded again.
        _ = await PostAsync("url", new JsonObject { ["url"] = "about:blank" });
        _ = await ReadComplaintsAsync();
        _ = await PostAsync("url", new JsonObject { ["url"] = address });
    }

    /// <summary>Runs a script until it calls back, and gives what it calls back with.</summary>
    public async Task<JsonElement> RunAsync(string script, params JsonNode[] arguments) =>
        await PostAsync("execute/async", new JsonObject { ["script"] = script, ["args"] = new JsonArray(arguments) });

    /// <summary>Chooses a file, as a person does with the file dialogue.</summary>
    public async Task ChooseFileAsync(string selector, string path)
    {
        JsonElement element = await PostAsync("element", new JsonObject { ["using"] = "css selector", ["value"] = selector });
        string id = element.EnumerateObject().Single().Value.GetString()!;
        _ = await PostAsync($"element/{id}/value", new JsonObject { ["text"] = path });
    }

    public async Task<byte[]> TakeScreenshotAsync()
    {
        JsonElement answer = await _http.GetFromJsonAsync<JsonElement>(_address + "/screenshot", Cancellation);
        return answer.GetProperty("value").GetBytesFromBase64();
    }

    /// <summary>What the browser complained of, refused scripts and styles too.</summary>
    public async Task<string[]> ReadComplaintsAsync()
    {
        JsonElement entries = await PostAsync("se/log", new JsonObject { ["type"] = "browser" });
        return [.. entries.EnumerateArray().Select(entry => entry.GetProperty("message").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_hasSession)
        {
            // The browser ends with its session; killing the driver would leave it.
            using HttpResponseMessage ended = await _http.DeleteAsync(_address, CancellationToken.None);
        }

        if (_driver is not null)
        {
            _driver.Kill(entireProcessTree: true);
            await _driver.WaitForExitAsync(CancellationToken.None);
            _driver.Dispose();
        }

        _http.Dispose();
        _profile.Dispose();
    }

    [GeneratedRegex(@"started successfully on port (\d+)")]
    private static partial Regex PortLine();

    private async Task ConnectAsync()
    {
        _driver ??= Process.Start(new ProcessStartInfo(InstalledProgram.Path(Driver), ["--port=0"]) { RedirectStandardOutput = true })!;
        int port = await ReadPortAsync(_driver);
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--window-size=1200,900", "--user-data-dir=" + _profile.Path,
        ];
        var options = new JsonObject
        {
            ["binary"] = InstalledProgram.Path(Program),
            ["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
        };
        var wanted = new JsonObject
        {
            ["goog:chromeOptions"] = options,
            ["goog:loggingPrefs"] = new JsonObject { ["browser"] = "ALL" },
            ["timeouts"] = new JsonObject { ["script"] = (int)TimeLimit.TotalMilliseconds },
        };
        var capabilities = new JsonObject { ["alwaysMatch"] = wanted };
        _address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        JsonElement session = await PostAsync("session", new JsonObject { ["capabilities"] = capabilities });
        _address += "/session/" + session.GetProperty("sessionId").GetString();
        _hasSession = true;
    }

    private static async Task<int> ReadPortAsync(Process driver)
    {
        while (await driver.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (PortLine().Match(line) is { Success: true } match)
            {
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }

        throw new EndOfStreamException($"{Driver} ended before it was ready.");
    }

    private async Task<JsonElement> PostAsync(string command, JsonObject body)
    {
        // Of a known length: the driver does not read chunks.
        using var content = new StringContent(body.ToJsonString());
        using HttpResponseMessage response = await _http.PostAsync($"{_address}/{command}", content, Cancellation);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(response.IsSuccessStatusCode, answer.GetRawText());
        return answer.GetProperty("value").Clone();
    }
}
