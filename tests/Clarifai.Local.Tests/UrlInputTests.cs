using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Clarifai.Local.Tests;

/// <summary>Inputs that the engine downloads itself.</summary>
public sealed class UrlInputTests(RunningEngine engine)
{
    [Fact]
    public async Task A_picture_is_downloaded()
    {
        await using PictureHost host = await PictureHost.StartAsync();

        EngineAnswer answer = await PredictAsync(host.Serve(Samples.Read(Samples.Cat)));

        Assert.Contains("cat", answer.Concepts().Keys);
    }

    [Fact]
    public async Task It_is_downloaded_though_empty_bytes_stand_beside_the_URL()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        JsonNode input = PredictBody.Url(host.Serve(Samples.Read(Samples.Cat)));
        input["data"]!["image"]!["base64"] = "";

        Assert.Contains("cat", (await engine.Client.PostAsync(PredictBody.Of(input))).Concepts().Keys);
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        string picture = host.Serve(Samples.Read(Samples.Cat));

        Assert.Contains("cat", (await PredictAsync(host.Redirect(host.Redirect(picture)))).Concepts().Keys);
        Assert.Contains("cat", (await PredictAsync(host.Redirect(new Uri(picture).AbsolutePath))).Concepts().Keys);
    }

    [Fact]
    public async Task A_redirect_to_another_host_may_not_lead_into_this_machine()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        string picture = host.Serve(Samples.Read(Samples.Cat));

        EngineAnswer answer = await PredictAsync(host.Redirect(picture.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        Assert.Contains("not public", AssertFailed(StatusCodes.InputDownloadFailed, answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_without_end_are_given_up()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        int asked = 0;
        string circle = host.Serve(context =>
        {
            asked++;
            context.Response.Redirect("/0");
            return Task.CompletedTask;
        });

        _ = AssertFailed(StatusCodes.InputDownloadFailed, await PredictAsync(circle));
        Assert.InRange(asked, 2, 10);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/a.jpg")]
    [InlineData("//[")]
    public async Task A_redirect_out_of_the_web_is_not_followed(string location)
    {
        await using PictureHost host = await PictureHost.StartAsync();

        _ = AssertFailed(StatusCodes.InputDownloadFailed, await PredictAsync(host.Redirect(location)));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/a.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("a.jpg")]
    [InlineData("http://")]
    [InlineData("data:image/png;base64,AAAA")]
    public async Task A_URL_that_is_not_of_the_web_is_invalid(string url) =>
        _ = AssertFailed(StatusCodes.InputInvalidUrl, await PredictAsync(url));

    [Fact]
    public async Task A_host_that_answers_otherwise_is_named_with_its_status()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        string missing = host.Serve(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.Gone;
            return Task.CompletedTask;
        });

        Assert.Contains("410", AssertFailed(StatusCodes.InputDownloadFailed, await PredictAsync(missing)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_there_costs_only_its_own_input()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        string picture = host.Serve(Samples.Read(Samples.Cat));

        // A port that is taken and not listened on refuses every connection.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        EngineAnswer answer = await engine.Client.PostAsync(
            PredictBody.Of(PredictBody.Url($"http://{closed.LocalEndPoint}/"), PredictBody.Url(picture)));

        Assert.Equal(StatusCodes.MixedStatus, answer.Code);
        Assert.Equal([StatusCodes.InputDownloadFailed, StatusCodes.Success], answer.OutputCodes);
    }

    [Fact]
    public async Task A_host_that_closes_the_connection_is_the_reason_given()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<EngineAnswer> asked = PredictAsync($"http://{listener.LocalEndpoint}/");
        Task<TcpClient> accepted = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
        while (await Task.WhenAny(accepted, asked) == accepted)
        {
            // The request is read, so that the connection ends in order. It is repeated on further connections.
            using TcpClient caller = await accepted;
            _ = await caller.GetStream().ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
            accepted = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();
        }

        Assert.Equal(
            "The input could not be downloaded: the host closed the connection without a response.",
            AssertFailed(StatusCodes.InputDownloadFailed, await asked));
    }

    [Fact]
    public async Task A_download_that_breaks_off_has_failed()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        byte[] picture = Samples.Read(Samples.Cat);
        string broken = host.Serve(async context =>
        {
            context.Response.ContentLength = picture.Length;
            await context.Response.Body.WriteAsync(picture.AsMemory(0, picture.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        _ = AssertFailed(StatusCodes.InputDownloadFailed, await PredictAsync(broken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_over_the_limit_is_broken_off(bool saysItsLength)
    {
        const int limit = 100_000;
        await using PictureHost host = await PictureHost.StartAsync();
        await using EngineClient small = await EngineClient.StartAsync(ServiceLimits.Current with { MaximumImageBytes = limit });
        string endless = host.Serve(async context =>
        {
            context.Response.ContentLength = saysItsLength ? limit + 1 : null;
            byte[] block = new byte[limit + 1];
            do
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
            while (!saysItsLength);
        });

        EngineAnswer answer = await small.PostAsync(PredictBody.Of(PredictBody.Url(endless)));

        _ = AssertFailed(StatusCodes.InputOverLimit, answer);
    }

    [Fact]
    public async Task A_host_that_never_answers_is_given_up()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        await using EngineClient impatient = await EngineClient.StartAsync(downloadTimeout: TimeSpan.FromMilliseconds(100));
        string silent = host.Serve(async context =>
        {
            var left = new TaskCompletionSource();
            using CancellationTokenRegistration registration = context.RequestAborted.Register(left.SetResult);
            await left.Task;
        });

        EngineAnswer answer = await impatient.PostAsync(PredictBody.Of(PredictBody.Url(silent)));

        Assert.Contains("0.1 s", AssertFailed(StatusCodes.InputDownloadFailed, answer), StringComparison.Ordinal);
    }

    private static string AssertFailed(int code, EngineAnswer answer)
    {
        Assert.Equal((HttpStatusCode.BadRequest, StatusCodes.Failure), (answer.Http, answer.Code));
        Assert.Equal([code], answer.OutputCodes);
        return answer.Outputs[0].GetProperty("status").GetProperty("details").GetString()!;
    }

    private Task<EngineAnswer> PredictAsync(string url) => engine.Client.PostAsync(PredictBody.Of(PredictBody.Url(url)));
}
