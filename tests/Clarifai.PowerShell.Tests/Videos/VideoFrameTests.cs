using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Videos;

/// <summary>Videos in, frames out: as objects, as flat rows and on the screen.</summary>
public sealed class VideoFrameTests : ConnectedTest
{
    // Times as number, as text and missing; a detector's region in the last frame.
    private const string Frames = """
        {"frames":[
          {"frame_info":{"time":0},"data":{"concepts":[{"id":"ai_1","name":"train","value":0.9},{"id":"ai_2","name":"rail","value":0.5}]}},
          {"frame_info":{"index":1,"time":"1500"},"data":{"concepts":[{"id":"ai_1","name":"train","value":0.8}]}},
          {"frame_info":{"index":2,"time":61500},"data":{"regions":[{"id":"r1",
            "region_info":{"bounding_box":{"top_row":0.1,"left_col":0.2,"bottom_row":0.3,"right_col":0.4}},
            "data":{"concepts":[{"id":"ai_3","name":"face","value":0.7}]}}]}}]}
        """;

    [Fact]
    public void A_video_becomes_one_object_a_frame_in_the_order_of_the_answer()
    {
        Service.Data = _ => Frames;
        string video = Folder.Video("clip.mp4");

        ScriptResult result = Session.Run("$input | Get-ClarifaiVideoFrame", video);

        Assert.Equal("video", Assert.Single(Service.Inputs).Kind);
        Assert.All(result.Output, frame => Assert.Equal("Clarifai.VideoFrame", frame.TypeNames[0]));
        Assert.Equal([0, 1, 2], result.All("Index"));
        Assert.Equal([0L, 1500L, 61500L], result.All("TimeMs"));
        Assert.Equal(
            TimeSpan.FromMilliseconds(61500),
            Session.Run("($input | Get-ClarifaiVideoFrame)[2].Time", video).Output.Single().BaseObject);
        Assert.Equal([video, video, video], result.Sources);
        Assert.Equal(
            ["train 0.900", "rail 0.500", "train 0.800", "face 0.700"],
            Session.Run("$input | Get-ClarifaiVideoFrame | ForEach-Object Concepts", video).Output.Select(concept => concept.ToString()));
    }

    [Fact]
    public void Flat_rows_carry_their_frame_and_regions_their_box()
    {
        Service.Data = _ => Frames;

        ScriptResult result = Session.Run("$input | Get-ClarifaiVideoFrames -As Concept", Folder.Video("clip.mp4"));

        Assert.Equal(["train", "rail", "train", "face"], result.Names);
        Assert.Equal([0, 0, 1, 2], result.All("FrameIndex"));
        Assert.Equal("Clarifai.RegionConcept", result.Output[3].TypeNames[0]);
        string[] edges = ["Top", "Left", "Bottom", "Right"];
        Assert.Equal([0.1, 0.2, 0.3, 0.4], edges.Select(result.Output[3].Value));
    }

    [Fact]
    public void The_table_shows_the_time_and_what_is_seen()
    {
        Service.Data = _ => Frames;

        string shown = Session.Show("$input | Get-ClarifaiVideoFrame", Folder.Video("clip.mp4"));

        Assert.Equal(
            """
            Source                       Answer
            ------                       ------
            clip.mp4 00:00:00.000        train 0.900, rail 0.500
            clip.mp4 00:00:01.500        train 0.800
            clip.mp4 00:01:01.500        face 0.700
            """,
            string.Join('\n', shown.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)));
    }

    [Theory]
    [InlineData("Get-ClarifaiVideoFrame", 3)]
    [InlineData("Invoke-ClarifaiPredict", 4)]
    public void A_video_that_ends_early_gives_its_frames_and_an_error_and_a_later_run_repeats_both(string cmdlet, int objects)
    {
        Service.Data = _ => Frames;
        Service.Code = _ => 47104;
        string video = Folder.Video("clip.mp4");
        Session.Set("file", Folder.PathOf("run.jsonl"));

        for (int run = 0; run < 2; run++)
        {
            ScriptResult result = Session.Try($"$input | {cmdlet} -CheckpointPath $file", video);

            Assert.Equal(objects, result.Output.Count);
            Assert.Equal("InputRejected", Assert.Single(result.Errors).Id());
            Assert.Contains("clip.mp4", result.Errors[0].Exception.Message, StringComparison.Ordinal);
            Assert.Single(Service.Requests);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Split")]
    [InlineData("-SampleLocally")]
    public void An_empty_video_is_said_to_be_empty(string way)
    {
        ScriptResult result = Session.Try($"$input | Get-ClarifaiVideoFrame {way}", Folder.Write("empty.mp4", []));

        Assert.Contains("is empty", Assert.Single(result.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void The_interval_is_asked_of_the_service_and_each_video_has_a_request_of_its_own()
    {
        Session.Run("$input | Get-ClarifaiVideoFrame -SampleMs 500", Folder.Video("a.mp4"), "https://example.com/b", Folder.Video("c.mov"));

        Assert.Equal(3, Service.Requests.Count);
        Assert.All(Service.Requests, request => Assert.Equal("""{"sample_ms":500}""", request.OutputConfig));
        Assert.All(Service.Inputs, input => Assert.Equal("video", input.Kind));
    }

    [Fact]
    public void A_GIF_is_a_video_here_and_a_picture_is_refused()
    {
        ScriptResult result = Session.Try(
            "$input | Get-ClarifaiVideoFrame", Folder.Write("moving.gif", "GIF89a and more"u8.ToArray()), Folder.Picture("still.jpg"));

        Assert.Equal("video", Assert.Single(Service.Inputs).Kind);
        Assert.Equal("UnsupportedMediaType", Assert.Single(result.Errors).Id());
        Assert.Contains(
            "still.jpg' is not a video that the service can read; it looks like a JPEG image.",
            result.Errors[0].Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_video_over_the_limit_is_refused_with_the_limit_its_size_and_the_way_out()
    {
        string video = Folder.Video("large.mp4");
        using (FileStream file = File.OpenWrite(video))
        {
            file.SetLength(96_000_001);
        }

        ScriptResult result = Session.Try("$input | Get-ClarifaiVideoFrame", video);

        Assert.Equal("FileTooLarge", Assert.Single(result.Errors).Id());
        Assert.Contains("96,000,001", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("96,000,000", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Split", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Service.Requests);
    }

    [Fact]
    public void Pieces_and_frames_exclude_each_other()
    {
        ScriptResult result = Session.Try("Get-ClarifaiVideoFrame clip.mp4 -Split -SampleLocally");

        Assert.Equal("SplitAndSampleLocally", result.Terminating!.Id());
    }
}
