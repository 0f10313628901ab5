using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clarifai.Local.Manifests;
using Clarifai.Local.Protocol;
using Clarifai.Local.Video;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Video;

/// <summary>Videos in, frames with concepts out: what is seen, and when.</summary>
public sealed class VideoAnswerTests(RunningEngine engine) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegTheory]
    [InlineData("film.mp4")]
    [InlineData("film.3gp")]
    [InlineData("film.mkv")]
    [InlineData("film.mov")]
    public async Task Each_second_has_its_frame_with_what_is_seen_in_it(string name)
    {
        await Slideshow.MakeAsync(_folder.File(name), (Samples.Cat, 3), (Samples.Rocket, 2), (Samples.Astronaut, 3));

        EngineAnswer answer = await PredictAsync(name);

        Assert.Equal(
            ["0: cat", "1000: cat", "2000: cat", "3000: ", "4000: ", "5000: person", "6000: person", "7000: person"], Read(answer));
    }

    [FfmpegFact]
    public async Task The_frames_have_the_shape_of_the_documented_answer()
    {
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 2));

        EngineAnswer answer = await PredictAsync("film.mp4");

        JsonElement output = Assert.Single(answer.Outputs);

        Assert.Equal("""{"video":{"base64":"true"}}""", output.GetProperty("input").GetProperty("data").GetRawText());
        Assert.Equal(["frames"], output.GetProperty("data").EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["""{"index":0,"time":0}""", """{"index":1,"time":1000}"""],
            answer.Frames().Select(frame => frame.GetProperty("frame_info").GetRawText()));
        Assert.All(answer.Frames(), frame =>
        {
            Assert.Equal(["frame_info", "data"], frame.EnumerateObject().Select(member => member.Name));
            Assert.Equal(
                ["id", "name", "value", "app_id"],
                frame.GetProperty("data").GetProperty("concepts")[0].EnumerateObject().Select(member => member.Name));
        });
    }

    [FfmpegTheory]
    [InlineData(500, "0: cat|500: cat|1000: cat|1500: person|2000: person|2500: person")]
    [InlineData(1500, "0: cat|1500: person")]
    [InlineData(60_000, "0: cat")]
    public async Task Frames_are_taken_as_often_as_is_asked_for(int sampleMs, string expected)
    {
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 1.5), (Samples.Astronaut, 1.5));

        Assert.Equal(expected.Split('|'), Read(await PredictAsync("film.mp4", new JsonObject { ["sample_ms"] = sampleMs })));
    }

    [FfmpegFact]
    public async Task A_picture_that_is_shown_for_long_is_seen_in_each_second_of_it()
    {
        await Slideshow.MakeSparseAsync(_folder.File("film.mkv"), (Samples.Cat, 3), (Samples.Astronaut, 3));
        double[] times = await FfmpegForTests.FrameTimesAsync(_folder.File("film.mkv"));
        Assert.Equal([0, 3], times);

        Assert.Equal(["0: cat", "1000: cat", "2000: cat", "3000: person"], Read(await PredictAsync("film.mkv")));
    }

    [FfmpegTheory]
    [InlineData("film.mkv", 5)]
    [InlineData("film.mkv", 3600)]
    public async Task A_film_whose_file_starts_late_starts_at_zero(string name, int start)
    {
        await Slideshow.MakeAsync(_folder.File("early.mp4"), (Samples.Cat, 2), (Samples.Astronaut, 2));
        await FfmpegForTests.MakeAsync(_folder.File(name), "-i", _folder.File("early.mp4"), "-c", "copy", "-output_ts_offset", $"{start}");

        Assert.Equal(["0: cat", "1000: cat", "2000: person", "3000: person"], Read(await PredictAsync(name)));
    }

    [FfmpegFact]
    public async Task A_picture_that_begins_after_the_sound_is_seen_when_a_player_shows_it()
    {
        await Slideshow.MakeAsync(_folder.File("early.mp4"), (Samples.Cat, 2), (Samples.Astronaut, 2));
        await FfmpegForTests.MakeAsync(
            _folder.File("film.mp4"),
            "-itsoffset", "2", "-i", _folder.File("early.mp4"), "-f", "lavfi", "-i", "sine=d=6", "-c:v", "copy", "-c:a", "aac");

        Assert.Equal(["2000: cat", "3000: cat", "4000: person", "5000: person"], Read(await PredictAsync("film.mp4")));
    }

    [FfmpegFact]
    public async Task Frames_have_their_own_times_where_these_are_not_regular()
    {
        await Slideshow.MakeSparseAsync(_folder.File("film.mkv"), (Samples.Cat, 3.5), (Samples.Astronaut, 2));

        Assert.Equal(["0: cat", "1000: cat", "2000: cat", "3500: person"], Read(await PredictAsync("film.mkv")).Take(4));
    }

    [FfmpegFact]
    public async Task A_film_that_is_cut_off_is_answered_as_far_as_it_goes_and_its_status_says_where_it_ends()
    {
        await Slideshow.MakeAsync(_folder.File("whole.mp4"), (Samples.Cat, 4), (Samples.Astronaut, 4));
        await FfmpegForTests.MakeAsync(
            _folder.File("film.mp4"), "-i", _folder.File("whole.mp4"), "-c:v", "mpeg4", "-g", "1", "-b:v", "2M", "-movflags", "+faststart");
        byte[] video = await ReadAsync("film.mp4");

        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(PredictBody.Video(video[..(video.Length * 6 / 10)])));

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.Equal([StatusCodes.ImageDecodeFailed], answer.OutputCodes);
        Assert.Matches(
            @"^The video is truncated or damaged \([\d,]+ of [\d,]+ bytes\)\. It was read up to [3-6]\.\d s; "
            + @"the frames up to that point were analyzed\.$",
            answer.Details);
        Assert.DoesNotContain("clarifai-video", answer.Details, StringComparison.Ordinal);
        JsonElement[] frames = [.. Assert.Single(answer.Outputs).GetProperty("data").GetProperty("frames").EnumerateArray()];
        Assert.InRange(frames.Length, 4, 7);
        Assert.Contains("cat", EngineAnswer.ConceptsOf(frames[0]).Keys);
    }

    [FfmpegFact]
    public async Task The_options_of_concepts_hold_for_each_frame()
    {
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 1), (Samples.Astronaut, 1));

        var selected = new JsonArray(new JsonObject { ["name"] = "animal" });
        EngineAnswer answer = await PredictAsync("film.mp4", new JsonObject { ["select_concepts"] = selected });

        double[] values = [.. answer.Frames().Select(frame => Assert.Single(EngineAnswer.ConceptsOf(frame)).Value)];
        Assert.InRange(values[0], 0.9, 1);
        Assert.InRange(values[1], 0, 0.1);
    }

    [FfmpegFact]
    public async Task A_video_is_fetched_from_its_URL()
    {
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 2));
        await using PictureHost host = await PictureHost.StartAsync();

        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(
            PredictBody.Input("video", "url", host.Redirect(host.Serve(await ReadAsync("film.mp4"))))));

        Assert.Equal(["0: cat", "1000: cat"], Read(answer));
    }

    [FfmpegFact]
    public async Task Only_the_first_video_of_a_request_is_looked_at_and_pictures_beside_it_are_answered()
    {
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 1));
        JsonNode[] inputs = [PredictBody.Image(Samples.Read(Samples.Cat)), await InputAsync("film.mp4"), await InputAsync("film.mp4")];

        EngineAnswer answer = await engine.Client.PostAsync(PredictBody.Of(inputs));

        Assert.Equal((HttpStatusCode.MultiStatus, StatusCodes.MixedStatus), (answer.Http, answer.Code));
        Assert.Equal([StatusCodes.Success, StatusCodes.Success, StatusCodes.InputInvalidArgument], answer.OutputCodes);
        Assert.Contains("cat", EngineAnswer.ConceptsOf(answer.Outputs[0]).Keys);
        Assert.Single(answer.Outputs[1].GetProperty("data").GetProperty("frames").EnumerateArray());
    }

    [Theory]
    [InlineData(99)]
    [InlineData(60_001)]
    [InlineData(-1)]
    public async Task An_interval_out_of_range_is_refused(int sampleMs)
    {
        string body = PredictBody.WithOptions(PredictBody.Input("video", "base64", "AAAA"), new JsonObject { ["sample_ms"] = sampleMs });

        (await engine.Client.PostAsync(body)).AssertRejected(HttpStatusCode.BadRequest, StatusCodes.ModelInvalidArgument);
    }

    [Theory]
    [InlineData("color", false)]
    [InlineData("face-detection", false)]
    [InlineData("general", true)]
    [InlineData("nsfw", true)]
    [InlineData("my-own", true)]
    public void Models_take_videos_where_the_services_do(string model, bool takesVideos) =>
        Assert.Equal(takesVideos, VideoSampling.Read(new OutputConfig(), model, ModelOutput.Concepts) is not null);

    [FfmpegFact]
    public async Task A_frame_has_an_embedding_near_that_of_its_photo()
    {
        await Slideshow.MakeAsync(_folder.File("film.mp4"), (Samples.Cat, 1), (Samples.Astronaut, 1));
        const string path = "/v2/models/general-embedding/outputs";

        EngineAnswer video = await engine.Client.PostAsync(PredictBody.Of(await InputAsync("film.mp4")), path);
        EngineAnswer photos = await engine.Client.PostAsync(
            PredictBody.Of(Samples.Read(Samples.Cat), Samples.Read(Samples.Astronaut)), path);

        double[][] frames = [.. video.Frames().Select(EngineAnswer.EmbeddingOf)];
        double[][] pictures = [.. photos.Outputs.Select(EngineAnswer.EmbeddingOf)];
        Assert.Equal(2, frames.Length);
        Assert.InRange(Similarity(frames[0], pictures[0]), 0.7, 1);
        Assert.InRange(Similarity(frames[1], pictures[1]), 0.7, 1);
        Assert.InRange(Similarity(frames[0], pictures[1]), -1, 0.5);

        static double Similarity(double[] one, double[] other) => one.Zip(other).Sum(pair => pair.First * pair.Second);
    }

    [Fact]
    public async Task Workflows_take_no_videos_as_the_services_do_not()
    {
        EngineAnswer answer = await engine.Client.PostAsync(
            PredictBody.Of(PredictBody.Input("video", "base64", "AAAA")), "/v2/workflows/general/results");

        JsonElement result = Assert.Single(answer.Json.GetProperty("results").EnumerateArray());
        Assert.All(result.GetProperty("outputs").EnumerateArray(), output =>
            AssertNoVideos(output.GetProperty("status"), "Workflows do not accept videos, only images."));
    }

    [Fact]
    public async Task A_model_that_takes_no_videos_is_named()
    {
        EngineAnswer answer = await engine.Client.PostAsync(
            PredictBody.Of(PredictBody.Input("video", "base64", "AAAA")), "/v2/models/face-detection/outputs");

        AssertNoVideos(
            Assert.Single(answer.Outputs).GetProperty("status"), "The model 'face-detection' does not accept videos, only images.");
    }

    private static void AssertNoVideos(JsonElement status, string details)
    {
        Assert.Equal(StatusCodes.InputUnsupportedFormat, status.GetProperty("code").GetInt32());
        Assert.Equal(details, status.GetProperty("details").GetString());
    }

    // The broader concepts are left out.
    private static IEnumerable<string> Read(EngineAnswer answer) => answer.Frames().Select(frame =>
    {
        IEnumerable<string> concepts = EngineAnswer.ConceptsOf(frame).Keys.Intersect(["cat", "person"]);
        return $"{frame.GetProperty("frame_info").GetProperty("time").GetInt64()}: {string.Join(",", concepts)}";
    });

    private Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(_folder.File(name), FfmpegForTests.Cancellation);

    private async Task<JsonNode> InputAsync(string name) => PredictBody.Video(await ReadAsync(name));

    private async Task<EngineAnswer> PredictAsync(string name, JsonObject? options = null) =>
        await engine.Client.PostAsync(PredictBody.WithOptions(await InputAsync(name), options ?? []));
}
