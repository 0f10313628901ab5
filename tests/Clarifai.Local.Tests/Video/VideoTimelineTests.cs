using System.Text.Json;
using Clarifai.Local.Inference;
using Clarifai.Local.Video;

namespace Clarifai.Local.Tests.Video;

public sealed class VideoTimelineTests
{
    [Fact]
    public void Frames_get_the_times_of_their_intervals() => AssertTimes("a0 b1000 c2000", null, (0, "a"), (1034, "b"), (1999, "c"));

    [Fact]
    public void A_rounded_time_stamp_is_not_taken_for_the_interval_before() => AssertTimes("a0 b1000", null, (0, "a"), (999, "b"));

    [Fact]
    public void An_interval_without_a_frame_shows_the_one_before() => AssertTimes("a0 a1000 a2000 b3000", null, (0, "a"), (3500, "b"));

    [Fact]
    public void The_last_picture_is_seen_to_the_end() =>
        AssertTimes("a0 b1000 b2000 b3000", TimeSpan.FromSeconds(4), (0, "a"), (1000, "b"));

    [Theory]
    [InlineData(1.04)]
    [InlineData(1.4)]
    [InlineData(0.2)]
    public void An_end_just_after_the_last_frame_adds_none(double seconds) => AssertTimes("a0", TimeSpan.FromSeconds(seconds), (0, "a"));

    private static void AssertTimes(string expected, TimeSpan? duration, params (long TimeMs, string Name)[] frames)
    {
        var timeline = new VideoTimeline(1000);
        foreach ((long timeMs, string name) in frames)
        {
            timeline.Add(timeMs, new ConceptPrediction([new ModelConcept(name, name)], [1]));
        }

        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            timeline.End(duration).WriteData(json, new OutputFilter(1, 0, null));
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(written.ToArray());
        Assert.Equal(expected.Split(' '), document.RootElement.GetProperty("frames").EnumerateArray().Select(frame =>
        {
            string? name = frame.GetProperty("data").GetProperty("concepts")[0].GetProperty("name").GetString();
            return name + frame.GetProperty("frame_info").GetProperty("time").GetInt64();
        }));
    }
}
