using Clarifai.Local.Hosting;

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
        using HttpClient http = await engine.ConnectAsync();
        Task<HttpResponseMessage> request = PostAsync(http, slow);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        UnixProcess.Terminate(engine.Id);
        _ = await engine.ReadErrorAsync("The engine stops when");
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
        using HttpClient http = await engine.ConnectAsync();
        Task<HttpResponseMessage> request = PostAsync(http, endless);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        UnixProcess.Terminate(engine.Id);

        await dropped.Task.WaitAsync(TestContext.Current.CancellationToken);
        _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
        await engine.WaitForExitAsync();
        Assert.Equal(0, engine.ExitCode);
    }

    [Fact]
    public async Task One_that_has_ended_may_be_told_to_end_again()
    {
        EngineServer server = await EngineServer.StartAsync(new EngineSettings { Key = EngineClient.Key });
        await server.DisposeAsync();

        Assert.Null(Record.Exception(server.StopNow));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string url)
    {
        using var content = new StringContent(PredictBody.Of(PredictBody.Url(url)));
        return await http.PostAsync(EngineClient.OutputsPath, content, TestContext.Current.CancellationToken);
    }
}
