using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Video;

/// <summary>The ffmpeg of an input and its temporary files end with the request, however that ends.</summary>
public sealed class VideoProcessTests : IDisposable
{
    private const int PredictionFailed = 21313;

    private readonly TestFolder _folder = new();

    public static bool IsWindows => OperatingSystem.IsWindows();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public async Task Of_an_answered_video_nothing_is_left()
    {
        await using EngineProcess engine = Start(_folder.Temporary, FfmpegForTests.Installation.Ffmpeg);
        using HttpClient http = await engine.ConnectAsync();

        using HttpResponseMessage response = await PostAsync(http, FfmpegForTests.Cancellation, await MakeVideoAsync());

        Assert.Equal(StatusCodes.Success, (await EngineAnswer.ReadAsync(response)).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary, "clarifai-*"));
    }

    [FfmpegFact]
    public async Task Where_no_temporary_file_can_be_made_the_pictures_beside_are_answered_and_the_log_has_the_reason()
    {
        string missing = _folder.File("missing");
        await using EngineProcess engine = Start(missing, FfmpegForTests.Installation.Ffmpeg);
        using HttpClient http = await engine.ConnectAsync();
        JsonNode[] inputs = [PredictBody.Image(Samples.Read(Samples.Cat)), await MakeVideoAsync()];

        using HttpResponseMessage response = await PostAsync(http, FfmpegForTests.Cancellation, inputs);
        EngineAnswer answer = await EngineAnswer.ReadAsync(response);

        Assert.Equal(HttpStatusCode.MultiStatus, answer.Http);
        Assert.Equal([StatusCodes.Success, PredictionFailed], answer.OutputCodes);
        Assert.DoesNotContain(missing, answer.Json.GetRawText(), StringComparison.Ordinal);
        _ = await engine.ReadErrorAsync(missing);
    }

    [FfmpegFact]
    public async Task Without_ffmpeg_a_video_has_a_code_that_says_so()
    {
        await using EngineProcess engine = Start(_folder.Temporary, _folder.File("ffmpeg"));
        using HttpClient http = await engine.ConnectAsync();

        using HttpResponseMessage response = await PostAsync(http, FfmpegForTests.Cancellation, await MakeVideoAsync());
        EngineAnswer answer = await EngineAnswer.ReadAsync(response);

        int code = Assert.Single(answer.OutputCodes);
        Assert.Equal((StatusCodes.EngineLacksFfmpeg, ErrorId.FfmpegNotFound), (code, StatusCodes.Find(code).Error));
        Assert.Contains(FfmpegLocator.Variable, answer.Json.GetRawText(), StringComparison.Ordinal);
    }

    [FfmpegTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stuck_ffmpeg_ends_with_its_client_or_its_engine(bool clientLeaves)
    {
        Assert.SkipWhen(IsWindows, "the stand-in is a shell of Unix");
        JsonNode input = await MakeVideoAsync();
        await using EngineProcess engine = Start(_folder.Temporary, MakeStandIn());
        using HttpClient http = await engine.ConnectAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(FfmpegForTests.Cancellation);
        Task request = PostAsync(http, leaving.Token, input);
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

    private static EngineProcess Start(string temporary, string ffmpeg) => EngineProcess.StartWith(
        ("TMPDIR", temporary), ("TEMP", temporary), ("TMP", temporary), (FfmpegLocator.Variable, ffmpeg));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, CancellationToken cancellation, params JsonNode[] inputs)
    {
        using var content = new StringContent(PredictBody.Of(inputs));
        return await http.PostAsync(EngineClient.OutputsPath, content, cancellation);
    }

    private async Task<JsonNode> MakeVideoAsync()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("clip.mp4"), 1);
        return PredictBody.Video(await File.ReadAllBytesAsync(_folder.File("clip.mp4"), FfmpegForTests.Cancellation));
    }

    // An ffmpeg that says who it is and then says nothing more; the ffprobe beside it is the real one.
    private string MakeStandIn()
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
        string id = await Task.Run(() => File.ReadAllText(_folder.File("started")), FfmpegForTests.Cancellation)
            .WaitAsync(FfmpegForTests.Cancellation);
        return Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
    }
}
