using System.Globalization;
using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Samples;

public sealed class FindVideoMomentTests : SampleTest
{
    [Fact]
    public void Frames_that_follow_each_other_are_one_moment()
    {
        (int Time, double Cat)[] frames = [(0, 0.2), (1000, 0.6), (2010, 0.9), (3000, 0.3), (4000, 0.7), (6000, 0.8)];
        Service.Data = _ => $$"""{"frames":[{{string.Join(',', frames.Select(frame => $$"""
            {"frame_info":{"time":{{frame.Time}}},"data":{{Concepts(("cat", frame.Cat), ("sky", 0.9))}}}
            """))}}]}""";
        string video = Folder.Video("a.mp4");

        ScriptResult result = Session.Run($"./Find-VideoMoment.ps1 '{video}' cat");

        Assert.Equal(
            ["00:00:01-00:00:03.0100000 0.9", "00:00:04-00:00:05 0.7", "00:00:06-00:00:07 0.8"],
            result.Output.Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"{row.Value("From")}-{row.Value("To")} {row.Value("Value")}")));
        Assert.All(result.Output, row => Assert.Equal((video, "cat"), (row.Value("Source"), row.Value("Concept"))));
    }

    [Fact]
    public void What_is_nowhere_has_no_moment()
    {
        Service.Data = _ => """{"frames":[{"frame_info":{"time":0},"data":{"concepts":[{"name":"sky","value":0.9}]}}]}""";

        Assert.Empty(Session.Run($"./Find-VideoMoment.ps1 '{Folder.Video("a.mp4")}' cat").Output);
    }
}
