using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Video;

/// <summary>The ffmpeg of a video and its temporary files end with the request, however that ends.</summary>
public sealed class VideoProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static bool IsWindows => OperatingSystem.IsWindows();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public async Task Of_an_answered_video_nothing_is_left()
    {
        await using EngineProcess engine = await StartAsync();
        using HttpClient http = await ConnectAsync(engine);
        await FfmpegForTests.MakeClipAsync(_folder.File("clip.mp4"), 1);

        using HttpResponseMessage response = await http.PostAsync(EngineClient.OutputsPath, await BodyAsync(), FfmpegForTests.Cancellation);

        Assert.Equal(StatusCodes.Success, (await EngineAnswer.ReadAsync(response)).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary, "clarifai-*"));
    }

    [FfmpegTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stuck_ffmpeg_ends_with_its_client_or_its_engine(bool clientLeaves)
    {
        Assert.SkipWhen(IsWindows, "the stand-in is a shell of Unix");
        await FfmpegForTests.MakeClipAsync(_folder.File("clip.mp4"), 1);
        await using EngineProcess engine = await StartAsync(StandIn());
        using HttpClient http = await ConnectAsync(engine);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(FfmpegForTests.Cancellation);
        Task request = http.PostAsync(EngineClient.OutputsPath, await BodyAsync(), leaving.Token);
        using Process ffmpeg = await FindStandInAsync();

        if (clientLeaves)
        {
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }
        else
        {
            engine.EndInput();
            await engine.WaitForExitAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
        }

        await ffmpeg.WaitForExitAsync(FfmpegForTests.Cancellation);
        if (clientLeaves)
        {
            engine.EndInput();
            await engine.WaitForExitAsync();
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary, "clarifai-*"));
    }

    private Task<EngineProcess> StartAsync(string? ffmpeg = null) => StartAsync(new Dictionary<string, string>
    {
        ["TMPDIR"] = _folder.Temporary,
        ["TEMP"] = _folder.Temporary,
        ["TMP"] = _folder.Temporary,
        [FfmpegLocator.Variable] = ffmpeg ?? FfmpegForTests.Installation.Ffmpeg,
    });

    private static async Task<EngineProcess> StartAsync(Dictionary<string, string> environment)
    {
        var engine = EngineProcess.Start(environment);
        await engine.WriteLineAsync(EngineClient.Key);
        return engine;
    }

    private static async Task<HttpClient> ConnectAsync(EngineProcess engine)
    {
        JsonElement ready = await engine.ReadReadyLineAsync();
        var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("address").GetString()!) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Key", EngineClient.Key);
        return http;
    }

    private async Task<HttpContent> BodyAsync()
    {
        byte[] video = await File.ReadAllBytesAsync(_folder.File("clip.mp4"), FfmpegForTests.Cancellation);
        return new StringContent(PredictBody.Of(PredictBody.Input("video", "base64", Convert.ToBase64String(video))));
    }

    // An ffmpeg that says who it is and then says nothing more; the ffprobe beside it is the real one.
    private string StandIn()
    {
        _ = Directory.CreateDirectory(_folder.File("programs"));
        using (Process pipe = Process.Start("mkfifo", [_folder.File("started")])!)
        {
            pipe.WaitForExit();
        }

        string ffmpeg = Path.Combine(_folder.File("programs"), "ffmpeg");
        File.WriteAllText(ffmpeg, $"#!/bin/sh\necho $$ > '{_folder.File("started")}'\nexec /bin/sleep 600\n");
        Assert.False(IsWindows);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ffmpeg, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _ = File.CreateSymbolicLink(Path.Combine(_folder.File("programs"), "ffprobe"), FfmpegForTests.Installation.Ffprobe);
        return ffmpeg;
    }

    private async Task<Process> FindStandInAsync()
    {
        string id = await Task.Run(() => File.ReadAllText(_folder.File("started")), FfmpegForTests.Cancellation).WaitAsync(FfmpegForTests.Cancellation);
        return Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
    }
}
