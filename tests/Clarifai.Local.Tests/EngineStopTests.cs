using System.Net.Http.Headers;
using System.Text.Json;

namespace Clarifai.Local.Tests;

/// <summary>An engine that is told to end finishes what it has begun, and no more.</summary>
public sealed class EngineStopTests
{
    public static bool IsWindows => OperatingSystem.IsWindows();

    [Fact(Skip = "Windows has no request to terminate.", SkipWhen = nameof(IsWindows))]
    public async Task Requests_under_way_are_answered()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        string slow = host.Serve(async context =>
        {
            asked.SetResult();
            await go.Task;
            await context.Response.Body.WriteAsync(Samples.Read(Samples.Cat));
        });
        await using var engine = EngineProcess.Start("--log-level", "information");
        using HttpClient http = await StartAsync(engine);
        Task<HttpResponseMessage> request = PostAsync(http, slow);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        UnixProcess.Terminate(engine.Id);
        _ = await engine.ReadErrorAsync("The engine ends when");
        go.SetResult();

        using HttpResponseMessage response = await request;
        Assert.Contains("cat", (await EngineAnswer.ReadAsync(response)).Concepts().Keys);
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    [Fact(Skip = "Windows has no request to terminate.", SkipWhen = nameof(IsWindows))]
    public async Task Those_that_take_too_long_are_ended()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        var asked = new TaskCompletionSource();
        var dropped = new TaskCompletionSource();
        string endless = host.Serve(async context =>
        {
            _ = context.RequestAborted.Register(dropped.SetResult);
            asked.SetResult();
            await dropped.Task;
        });
        await using var engine = EngineProcess.Start("--finish-seconds", "0");
        using HttpClient http = await StartAsync(engine);
        Task<HttpResponseMessage> request = PostAsync(http, endless);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        UnixProcess.Terminate(engine.Id);

        await dropped.Task.WaitAsync(TestContext.Current.CancellationToken);
        _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    private static async Task<HttpClient> StartAsync(EngineProcess engine)
    {
        await engine.WriteLineAsync(EngineClient.Key);
        JsonElement ready = await engine.ReadReadyLineAsync();
        var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("address").GetString()!) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", EngineClient.Key);
        return http;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string url) =>
        http.PostAsync(EngineClient.OutputsPath, new StringContent(PredictBody.Of(PredictBody.Url(url))), TestContext.Current.CancellationToken);
}
