using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Clarifai.Local.Video;
using Clarifai.Tests.Video;
using Microsoft.AspNetCore.Http;

namespace Clarifai.Local.Tests.Video;

/// <summary>Videos that are too large, too long, broken or made to do harm, and ones that never come.</summary>
public sealed class VideoLimitTests(RunningEngine engine)
{
    [FfmpegFact]
    public async Task A_video_over_the_limit_of_bytes_is_refused()
    {
        byte[] video = await MakeAsync(1);
        await using EngineClient exact = await StartAsync(limits => limits with { MaximumVideoBytes = video.Length });
        await using EngineClient small = await StartAsync(limits => limits with { MaximumVideoBytes = video.Length - 1 });

        Assert.Equal([StatusCodes.Success], (await exact.PostAsync(Body(video))).OutputCodes);
        AssertFailed(StatusCodes.InputOverLimit, await small.PostAsync(Body(video)));
    }

    [FfmpegTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_video_at_a_URL_has_a_limit_of_its_own(bool saysItsLength)
    {
        byte[] video = await MakeAsync(1);
        await using PictureHost host = await PictureHost.StartAsync();
        string url = host.Serve(context =>
        {
            context.Response.ContentLength = saysItsLength ? video.Length : null;
            return context.Response.Body.WriteAsync(video, context.RequestAborted).AsTask();
        });
        await using EngineClient exact = await StartAsync(
            limits => limits with { MaximumVideoBytes = 1, MaximumVideoUrlBytes = video.Length });
        await using EngineClient small = await StartAsync(limits => limits with { MaximumVideoUrlBytes = video.Length - 1 });

        Assert.Equal([StatusCodes.Success], (await exact.PostAsync(Body(url))).OutputCodes);
        AssertFailed(StatusCodes.InputOverLimit, await small.PostAsync(Body(url)));
    }

    [FfmpegTheory]
    [InlineData("clip.mp4")]
    [InlineData("clip.mkv")]
    public async Task A_video_over_the_limit_of_time_is_refused(string name)
    {
        byte[] video = await MakeAsync(3, name);
        await using EngineClient small = await StartAsync(limits => limits with { MaximumVideoDuration = TimeSpan.FromSeconds(2) });

        Assert.Contains("longer", AssertFailed(StatusCodes.InputOverLimit, await small.PostAsync(Body(video))), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task A_video_that_does_not_say_how_long_it_is_has_the_limit_of_time_too()
    {
        // Written to a pipe, so that the length cannot be filled in.
        byte[] video = await MakeAsync(4, "clip.mkv", "-f", "matroska", "-live", "1");
        await using EngineClient small = await StartAsync(limits => limits with { MaximumVideoDuration = TimeSpan.FromSeconds(2) });

        Assert.Equal(4, await CountFramesAsync(engine.Client, video));
        AssertFailed(StatusCodes.InputOverLimit, await small.PostAsync(Body(video)));
    }

    [Fact]
    public void The_limits_are_those_of_the_service_as_it_was_documented()
    {
        var settings = new Hosting.EngineSettings { Key = EngineClient.Key };

        Assert.Equal(
            (10 * 1024 * 1024, 80 * 1024 * 1024, TimeSpan.FromMinutes(10)),
            (settings.Limits.MaximumVideoBytes, settings.Limits.MaximumVideoUrlBytes, settings.Limits.MaximumVideoDuration));
    }

    [FfmpegFact]
    public async Task A_video_that_is_cut_off_is_refused_and_nobody_hears_where_it_was_kept()
    {
        byte[] video = await MakeAsync(2);

        string details = AssertFailed(StatusCodes.ImageDecodeFailed, await engine.Client.PostAsync(Body(video[..(video.Length / 2)])));

        Assert.Contains("the video", details, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Path.GetTempPath(), details, StringComparison.Ordinal);
        Assert.DoesNotContain("clarifai-video", details, StringComparison.Ordinal);
    }

    [FfmpegTheory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n")]
    [InlineData("ffconcat version 1.0\nfile /etc/passwd\n")]
    [InlineData("words")]
    public async Task What_is_no_video_is_an_unsupported_format(string content) =>
        AssertFailed(StatusCodes.InputUnsupportedFormat, await engine.Client.PostAsync(Body(Encoding.ASCII.GetBytes(content))));

    [FfmpegFact]
    public async Task A_picture_is_no_video() =>
        Assert.StartsWith(
            "The file is not a video that can be read; it looks like a JPEG image. Supported formats: MP4, ",
            AssertFailed(StatusCodes.InputUnsupportedFormat, await engine.Client.PostAsync(Body(Samples.Read(Samples.Cat)))),
            StringComparison.Ordinal);

    [FfmpegTheory]
    [InlineData("""{"data":{"video":{}}}""")]
    [InlineData("""{"data":{"video":{"base64":""}}}""")]
    public async Task A_video_needs_content(string input) =>
        AssertFailed(StatusCodes.InputInvalidArgument, await engine.Client.PostAsync(PredictBody.Of(JsonNode.Parse(input)!)));

    [FfmpegFact]
    public async Task Videos_that_never_come_hold_up_no_picture_and_no_other_video_and_are_dropped_when_their_client_leaves()
    {
        byte[] video = await MakeAsync(1);
        await using PictureHost host = await PictureHost.StartAsync();
        await using EngineClient client = await EngineClient.StartAsync(
            settings => settings with { Videos = new VideoRunLimits { AtOnce = 1, Accepted = 3, Patience = TimeSpan.Zero } });
        var asked = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var dropped = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        string[] stuck = [.. asked.Select((_, index) => host.Serve(context =>
        {
            asked[index].SetResult();
            return HoldAsync(context, dropped[index]);
        }))];
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task[] waiting =
            [.. stuck.Select(url => client.Http.PostAsync(EngineClient.OutputsPath, new StringContent(Body(url)), leaving.Token))];
        await Task.WhenAll(asked.Select(source => source.Task)).WaitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("cat", (await client.PredictAsync(Samples.Read(Samples.Cat))).Concepts().Keys);
        Assert.Equal(1, await CountFramesAsync(client, video));

        await leaving.CancelAsync();
        await Task.WhenAll(dropped.Select(source => source.Task)).WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [FfmpegFact]
    public async Task Videos_over_what_is_accepted_are_told_to_come_back()
    {
        await using PictureHost host = await PictureHost.StartAsync();
        await using EngineClient client = await EngineClient.StartAsync(
            settings => settings with { Videos = new VideoRunLimits { AtOnce = 1, Accepted = 1, Patience = TimeSpan.Zero } });
        var asked = new TaskCompletionSource();
        var dropped = new TaskCompletionSource();
        string stuck = host.Serve(context =>
        {
            asked.SetResult();
            return HoldAsync(context, dropped);
        });
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task waiting = client.Http.PostAsync(EngineClient.OutputsPath, new StringContent(Body(stuck)), leaving.Token);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        (await client.PostAsync(Body(await MakeAsync(1)))).AssertRejected(HttpStatusCode.TooManyRequests, StatusCodes.Throttled);

        await leaving.CancelAsync();
        await dropped.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task HoldAsync(HttpContext context, TaskCompletionSource dropped)
    {
        var aborted = new TaskCompletionSource();
        using CancellationTokenRegistration registration = context.RequestAborted.Register(aborted.SetResult);
        await context.Response.Body.WriteAsync(new byte[1]);
        await context.Response.Body.FlushAsync();
        await aborted.Task;
        dropped.SetResult();
    }

    private static Task<EngineClient> StartAsync(Func<ServiceLimits, ServiceLimits> change) =>
        EngineClient.StartAsync(settings => settings with { Limits = change(settings.Limits) });

    private static string Body(byte[] video) => PredictBody.Of(PredictBody.Video(video));

    private static string Body(string url) => PredictBody.Of(PredictBody.Input("video", "url", url));

    private static async Task<int> CountFramesAsync(EngineClient client, byte[] video) =>
        (await client.PostAsync(Body(video))).Frames().Count;

    private static string AssertFailed(int code, EngineAnswer answer)
    {
        Assert.True(answer.Json.TryGetProperty("outputs", out _), answer.Json.GetRawText());
        Assert.Equal([code], answer.OutputCodes);
        return answer.Outputs[0].GetProperty("status").GetProperty("details").GetString()!;
    }

    private static async Task<byte[]> MakeAsync(double seconds, string name = "clip.mp4", params string[] more)
    {
        using var folder = new TestFolder();
        await FfmpegForTests.MakeClipAsync(folder.File(name), seconds, more: more);
        return await File.ReadAllBytesAsync(folder.File(name), FfmpegForTests.Cancellation);
    }
}
