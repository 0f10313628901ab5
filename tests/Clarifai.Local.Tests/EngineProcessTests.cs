using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>How the program starts, what it prints and how it ends.</summary>
public sealed class EngineProcessTests
{
    // An engine that gives requests under way so much time and has ended all the same has not waited for them.
    private static readonly string[] FinishesForLong = ["--finish-seconds", "3600"];

    [Fact]
    public async Task Prints_one_line_answers_and_ends_with_its_standard_input()
    {
        await using var engine = EngineProcess.Start();
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();

        EngineAnswer answer = await PredictAsync(ready, EngineClient.Key);
        Assert.Contains("cat", answer.Concepts().Keys);
        await AssertEndsAsync(engine);
        Assert.Empty(await engine.ReadRestOfOutputAsync());
    }

    [Fact]
    public async Task The_ready_line_says_address_version_and_limits()
    {
        await using var engine = EngineProcess.Start();
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();

        Assert.Equal(
            ["address", "version", "limits", "batchSize", "pictureFormats", "models", "workflows"],
            ready.EnumerateObject().Select(member => member.Name));
        Assert.Matches(@"^http://127\.0\.0\.1:[1-9][0-9]*$", ready.GetProperty("address").GetString());
        Assert.Equal(EngineVersion.Current, ready.GetProperty("version").GetString());
        JsonElement limits = ready.GetProperty("limits");
        Assert.Equal(ServiceLimits.Current.InputsPerRequest, limits.GetProperty("inputsPerRequest").GetInt32());
        Assert.Equal(ServiceLimits.Current.MaximumImageBytes, limits.GetProperty("maximumImageBytes").GetInt64());
        Assert.Equal(ServiceLimits.Current.MaximumRequestBytes, limits.GetProperty("maximumRequestBytes").GetInt64());
        Assert.Equal(ServiceLimits.Year2019.MaximumVideoBytes, limits.GetProperty("maximumVideoBytes").GetInt64());
        Assert.Equal(ServiceLimits.Year2019.MaximumVideoUrlBytes, limits.GetProperty("maximumVideoUrlBytes").GetInt64());
        Assert.Equal(ServiceLimits.Year2019.MaximumVideoDuration.TotalSeconds, limits.GetProperty("maximumVideoSeconds").GetDouble());
        Assert.Equal(
            ["general", "color"],
            ready.GetProperty("workflows").GetProperty("general").EnumerateArray().Select(model => model.GetString()));
        Assert.InRange(ready.GetProperty("batchSize").GetInt32(), 4, 32);
        Assert.Equal(["AVIF", "HEIC"], ready.GetProperty("pictureFormats").EnumerateArray().Select(format => format.GetString()));
    }

    // ONNX Runtime keeps an identifier of the machine there, and what it sends to its maker; not where it sees that tests run.
    [Fact]
    public async Task Nothing_is_left_in_the_folders_of_whoever_runs_it()
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("clarifai-home-");
        try
        {
            await using var engine = EngineProcess.StartWith(
                ("HOME", home.FullName), ("XDG_CACHE_HOME", home.FullName), ("CI", ""), ("ORT_DISABLE_TELEMETRY", "0"));
            await engine.WriteLineAsync(EngineClient.Key);
            JsonElement ready = await engine.ReadReadyLineAsync();

            Assert.Contains("cat", (await PredictAsync(ready, EngineClient.Key)).Concepts().Keys);
            await AssertEndsAsync(engine);
            Assert.Empty(home.EnumerateFileSystemInfos());
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Another_key_than_the_runs_is_refused()
    {
        await using var engine = EngineProcess.Start();
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();

        (await PredictAsync(ready, new string('x', 32))).AssertRejected(HttpStatusCode.Unauthorized, StatusCodes.KeyInvalid);
    }

    [Fact]
    public async Task Ends_while_a_request_is_still_being_sent()
    {
        await using var engine = EngineProcess.Start(FinishesForLong);
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();
        using TcpClient client = await BeginRequestAsync(ready);

        await AssertEndsAsync(engine);
    }

    [Fact]
    public async Task A_client_that_breaks_off_while_it_sends_is_no_failure_of_the_engine()
    {
        await using var engine = EngineProcess.Start("--log-level", "information");
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();
        using TcpClient client = await BeginRequestAsync(ready);

        // A reset, as of a program that is killed.
        client.Client.Close(timeout: 0);

        Assert.Contains($"POST {EngineClient.OutputsPath} 499 ", await engine.ReadErrorAsync("Clarifai.Local"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_while_it_looks_at_pictures()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        var reached = new TaskCompletionSource();
        byte[] cat = Samples.Read(Samples.Cat);
        string url = host.Serve(context =>
        {
            reached.SetResult();
            return context.Response.Body.WriteAsync(cat).AsTask();
        });
        await using var engine = EngineProcess.Start(FinishesForLong);
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();
        JsonNode[] inputs =
        [
            .. Enumerable.Range(0, ServiceLimits.Current.InputsPerRequest)
                .Select(index => index == 8 ? PredictBody.Url(url) : PredictBody.Image(cat)),
        ];

        Task<EngineAnswer> answer = PredictAsync(ready, EngineClient.Key, PredictBody.Of(inputs));
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);

        await AssertEndsAsync(engine);
        _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
    }

    [Fact]
    public async Task Ends_while_it_is_still_starting()
    {
        await using var engine = EngineProcess.Start();
        await engine.WriteLineAsync(EngineClient.Key);
        engine.EndInput();
        await engine.WaitForExitAsync();

        Assert.Equal(0, engine.ExitCode);
    }

    [Fact(Skip = "Signals to a process group are a matter of Unix.", SkipWhen = nameof(IsWindows))]
    public async Task Outlives_the_interrupt_of_a_terminal()
    {
        await using var engine = EngineProcess.Start("--log-level", "information");
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();

        Assert.Equal(engine.Id, UnixProcess.SessionOf(engine.Id));
        UnixProcess.InterruptGroup(engine.Id);
        _ = await engine.ReadErrorAsync("An interrupt is ignored");

        Assert.Contains("cat", (await PredictAsync(ready, EngineClient.Key)).Concepts().Keys);
        engine.EndInput();
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    [Fact(Skip = "Windows has no request to terminate.", SkipWhen = nameof(IsWindows))]
    public async Task Obeys_a_request_to_terminate()
    {
        await using var engine = EngineProcess.Start();
        await engine.WriteLineAsync(EngineClient.Key);
        _ = await engine.ReadReadyLineAsync();

        UnixProcess.Terminate(engine.Id);
        await engine.WaitForExitAsync();

        Assert.Equal(0, engine.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public async Task Does_not_start_without_a_key(string key)
    {
        await using var engine = EngineProcess.Start();
        await engine.WriteLineAsync(key);
        await engine.WaitForExitAsync();

        Assert.Equal(2, engine.ExitCode);
        Assert.Contains("32", await engine.ReadErrorAsync("standard input"), StringComparison.Ordinal);
        Assert.Empty(await engine.ReadRestOfOutputAsync());
    }

    [Fact]
    public async Task Listens_on_the_port_it_is_told_and_says_when_that_is_taken()
    {
        await using var first = EngineProcess.Start();
        await first.WriteLineAsync(EngineClient.Key);
        int port = PortOf(await first.ReadReadyLineAsync());

        await using var second = EngineProcess.Start("--port", $"{port}");
        await second.WriteLineAsync(EngineClient.Key);
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
        _ = await second.ReadErrorAsync("cannot start");

        first.EndInput();
        await first.WaitForExitAsync();
        await using var third = EngineProcess.Start("--port", $"{port}");
        await third.WriteLineAsync(EngineClient.Key);
        Assert.Equal(port, PortOf(await third.ReadReadyLineAsync()));
    }

    [Theory]
    [InlineData("--help", "Usage:")]
    [InlineData("--version", ".")]
    public async Task Says_how_to_use_it_and_its_version(string option, string part)
    {
        await using var engine = EngineProcess.Start(option);
        string output = await engine.ReadRestOfOutputAsync();
        await engine.WaitForExitAsync();

        Assert.Equal(0, engine.ExitCode);
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_option_that_it_does_not_know()
    {
        await using var engine = EngineProcess.Start("--nonsense");
        await engine.WaitForExitAsync();

        Assert.Equal(2, engine.ExitCode);
        Assert.Contains("--help", await engine.ReadErrorAsync("--nonsense"), StringComparison.Ordinal);
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    // Sends a request without its body, and waits until the engine asks for that.
    private static async Task<TcpClient> BeginRequestAsync(JsonElement ready)
    {
        const string goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, PortOf(ready), cancellation);
        string headers = $"POST {EngineClient.OutputsPath} HTTP/1.1\r\nHost: 127.0.0.1:{PortOf(ready)}\r\n"
            + $"Authorization: Key {EngineClient.Key}\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(headers), cancellation);
        byte[] answer = new byte[goOn.Length];
        await client.GetStream().ReadExactlyAsync(answer, cancellation);
        Assert.Equal(goOn, Encoding.ASCII.GetString(answer));
        return client;
    }

    private static int PortOf(JsonElement ready) => new Uri(ready.GetProperty("address").GetString()!).Port;

    private static async Task AssertEndsAsync(EngineProcess engine)
    {
        engine.EndInput();
        await engine.WaitForExitAsync();

        Assert.Equal(0, engine.ExitCode);
    }

    private static Task<EngineAnswer> PredictAsync(JsonElement ready, string key) =>
        PredictAsync(ready, key, PredictBody.Of(Samples.Read(Samples.Cat)));

    private static async Task<EngineAnswer> PredictAsync(JsonElement ready, string key, string body)
    {
        using HttpClient http = EngineProcess.Connect(ready, key);
        using var content = new StringContent(body);
        using HttpResponseMessage response = await http.PostAsync(EngineClient.OutputsPath, content, TestContext.Current.CancellationToken);
        return await EngineAnswer.ReadAsync(response);
    }
}
