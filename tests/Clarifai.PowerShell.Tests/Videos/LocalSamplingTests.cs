using System.Globalization;
using System.Text.RegularExpressions;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Videos;

/// <summary>What is done with ffmpeg on this machine. Skipped where ffmpeg is not; with CI=true that is a failure.</summary>
public sealed class LocalSamplingTests : ConnectedTest
{
    [Fact]
    public async Task Frames_are_sent_as_pictures_and_come_back_as_frames_of_the_video()
    {
        string video = await MakeVideoAsync(seconds: 5);

        ScriptResult result = Session.Run("$input | Get-ClarifaiVideoFrame -SampleLocally -SampleMs 2000 -BatchSize 2", video);

        Assert.All(Service.Inputs, input => Assert.Equal("image", input.Kind));
        Assert.Equal([0L, 2000L, 4000L], result.All("TimeMs"));
        Assert.Equal([0, 1, 2], result.All("Index"));
        Assert.Equal([video, video, video], result.Sources);
        Assert.Equal([0, 0, 0], result.All("InputIndex"));
        Assert.Null(Service.Requests[0].OutputConfig);
    }

    [Fact]
    public async Task What_models_of_pictures_say_becomes_what_they_say_of_frames()
    {
        string video = await MakeVideoAsync(seconds: 2);
        Service.Data = _ => """
            {"colors":[{"raw_hex":"#808080","w3c":{"hex":"#808080","name":"Gray"},"value":1}],"regions":[{"id":"r1","value":0.5}]}
            """;

        ScriptResult frames = Session.Run("$input | Get-ClarifaiVideoFrame -SampleLocally -Model color", video);
        ScriptResult rows = Session.Run("$input | Get-ClarifaiVideoFrame -SampleLocally -Model color -As Concept", video);

        Assert.Equal(["Gray", "Gray"], Session.Run("$input | ForEach-Object Colors", [.. frames.Output]).Names);
        Assert.Equal(["r1", "r1"], Session.Run("$input | ForEach-Object Regions", [.. frames.Output]).All("RegionId"));
        Assert.Equal(
            ["Clarifai.Color", "Clarifai.Region", "Clarifai.Color", "Clarifai.Region"], rows.Output.Select(row => row.TypeNames[0]));
        Assert.Equal([0L, 0L, 1000L, 1000L], rows.All("TimeMs"));
        Assert.Equal([0, 0, 1, 1], rows.All("FrameIndex"));
        Assert.All(rows.Sources, source => Assert.Equal(video, source));
    }

    [Fact]
    public async Task Pieces_come_back_on_one_clock()
    {
        string video = await MakeVideoAsync(seconds: 1300);
        Service.Data = _ => """
            {"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"grey","value":0.9}]}},
            {"frame_info":{"time":30000},"data":{"concepts":[{"name":"grey","value":0.8}]}}]}
            """;

        ScriptResult result = Session.Run("$input | Get-ClarifaiVideoFrame -Split -SampleMs 30000", video);

        Assert.True(Service.Requests.Count >= 3, "1300 seconds are more than two times ten minutes.");
        Assert.Equal(Enumerable.Range(0, result.Output.Count).Cast<object>(), result.All("Index").Cast<object>());
        long[] times = [.. result.All("TimeMs").Cast<long>()];
        Assert.Equal(times.Order().Distinct(), times);
        Assert.Equal(2 * Service.Requests.Count, times.Length);
        Assert.True(times[^2] >= 700_000, "The last piece is no longer than ten minutes.");
        Assert.All(result.Sources, source => Assert.Equal(video, source));
    }

    [Theory]
    [InlineData("-SampleLocally -SampleMs 30000", 780)]
    [InlineData("-Split -SampleMs 30000", 780)]
    public async Task A_video_that_is_cut_off_gives_its_frames_and_then_an_error_with_the_second(string way, int about)
    {
        string whole = await SampleVideo.MakeAsync(
            Folder.PathOf("noise.mp4"),
            "-f", "lavfi", "-i", "color=gray:size=64x64:rate=1:duration=1300",
            "-vf", "noise=alls=60:allf=t", "-g", "10", "-pix_fmt", "yuv420p", "-bf", "0", "-movflags", "+faststart");
        byte[] content = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        string video = Folder.Write("cut.mp4", content[..(content.Length * 6 / 10)]);
        Service.Data = input => input.Kind == "image"
            ? """{"concepts":[{"name":"grey","value":0.7}]}"""
            : """{"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"grey","value":0.9}]}}]}""";

        ScriptResult result = Session.Try($"$input | Get-ClarifaiVideoFrame {way} | ForEach-Object {{ $_.TimeMs }}; 'done'", video);

        Assert.True(result.Output.Count > 2);
        string message = Assert.Single(result.Errors).Exception.Message;
        Match said = Regex.Match(message, @"cut\.mp4' is truncated or damaged.*\. It was read up to (?<second>\d+)\.\d s;");
        Assert.True(said.Success, message);
        Assert.InRange(int.Parse(said.Groups["second"].Value, CultureInfo.InvariantCulture), about - 60, about + 60);
    }

    [Fact]
    public async Task A_picture_that_is_shown_for_long_is_sent_once_and_seen_in_each_interval()
    {
        string video = await SampleVideo.MakeAsync(
            Folder.PathOf("sparse.mp4"),
            "-f", "lavfi", "-i", "color=gray:size=64x64:rate=1:duration=8",
            "-vf", "select='eq(n,0)+eq(n,5)+eq(n,7)'", "-vsync", "vfr", "-bf", "0");

        ScriptResult result = Session.Run("$input | Get-ClarifaiVideoFrame -SampleLocally", video);

        Assert.Equal([0L, 1000L, 2000L, 3000L, 4000L, 5000L, 6000L, 7000L], result.All("TimeMs").Take(8));
        Assert.Equal(Enumerable.Range(0, result.Output.Count).Cast<object>(), result.All("Index").Cast<object>());
        Assert.Equal(3, Service.Inputs.Count);
    }

    [Fact]
    public async Task A_video_within_the_limits_is_sent_as_it_is()
    {
        string video = await MakeVideoAsync(seconds: 2);
        Service.Data = _ => """{"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"grey","value":0.9}]}}]}""";

        ScriptResult result = Session.Run("$input | Get-ClarifaiVideoFrame -Split", video);

        Assert.Single(result.Output);
        Assert.Equal(await File.ReadAllBytesAsync(video, TestContext.Current.CancellationToken), Assert.Single(Service.Inputs).Content);
    }

    [Fact]
    public async Task Frames_and_pieces_that_were_answered_are_not_sent_again()
    {
        string video = await MakeVideoAsync(seconds: 1300);
        Session.Set("file", Folder.PathOf("run.jsonl"));
        foreach (string way in new[] { "-Split", "-SampleLocally" })
        {
            Service.Data = input => input.Kind == "image"
                ? """{"concepts":[{"name":"grey","value":0.7}]}"""
                : """{"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"grey","value":0.9}]}}]}""";
            string command = $"$input | Get-ClarifaiVideoFrame {way} -SampleMs 60000 -CheckpointPath $file -Force";
            ScriptResult first = Session.Run(command, video);
            int requests = Service.Requests.Count;

            ScriptResult second = Session.Run(command, video);

            Assert.Equal(requests, Service.Requests.Count);
            Assert.NotEmpty(first.Output);
            Assert.Equal(first.All("TimeMs"), second.All("TimeMs"));
            Assert.Equal(first.All("Index"), second.All("Index"));
            Assert.All(second.Sources, source => Assert.Equal(video, source));
        }
    }

    [Fact]
    public void A_broken_video_costs_only_itself()
    {
        ScriptResult result = Session.Try(
            "$input | Get-ClarifaiVideoFrame -SampleLocally", Folder.Video("broken.mp4"), "https://example.com/far.mp4");

        Assert.Null(result.Terminating);
        string broken = SampleVideo.CanBeMade ? "FfmpegFailed" : "FfmpegNotFound";
        Assert.Equal([broken, "InputRejected"], result.Errors.Select(error => error.Id()));
        Assert.Empty(Service.Requests);
    }

    private Task<string> MakeVideoAsync(int seconds) => SampleVideo.MakeAsync(Folder, seconds);
}
