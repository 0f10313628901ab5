using Clarifai.PowerShell.Tests.Fixture;

namespace Clarifai.PowerShell.Tests.Engine;

/// <summary>From a video to true words at their times, with no stub anywhere. Needs ffmpeg; with CI=true it must be there.</summary>
[Collection(nameof(LocalEngines))]
public sealed class LocalVideoTests : IDisposable
{
    private readonly SampleFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Which_seconds_show_a_cat()
    {
        string video = await MakeSlideshowAsync();
        _session.Set("video", video);

        ScriptResult result = _session.Run(
            "Connect-Clarifai -Local; Get-ClarifaiVideoFrame $video -SampleMs 500 -As Concept | Where-Object Name -eq cat");

        Assert.Equal([1000L, 1500L], result.All("TimeMs"));
        Assert.All(result.Sources, source => Assert.Equal(video, source));
    }

    [Fact]
    public void The_connection_takes_the_engines_limits_of_videos()
    {
        _session.Set("video", _folder.Write("large.mp4", [0, 0, 0, 0x18, .. "ftypisom"u8, .. new byte[10 * 1024 * 1024]]));

        ScriptResult result = _session.Try("Connect-Clarifai -Local; Get-ClarifaiVideoFrame $video");

        Assert.Equal("FileTooLarge", Assert.Single(result.Errors).Id());
    }

    private static string[] Second(string photo) =>
        ["-loop", "1", "-framerate", "10", "-t", "1", "-i", Repository.PathOf("samples", photo)];

    // The rocket, the cat and the astronaut, a second each.
    private Task<string> MakeSlideshowAsync()
    {
        string[] photos = [.. Second("rocket.jpg"), .. Second("cat.jpg"), .. Second("astronaut.jpg")];
        const string Fit = "scale=640:480:force_original_aspect_ratio=decrease,pad=640:480:-1:-1,setsar=1";
        string[] inOneAfterTheOther = ["-filter_complex", $"[0]{Fit}[a];[1]{Fit}[b];[2]{Fit}[c];[a][b][c]concat=n=3"];
        return SampleVideo.MakeAsync(_folder.PathOf("slides.mp4"), [.. photos, .. inOneAfterTheOther, "-bf", "0", "-pix_fmt", "yuv420p"]);
    }
}
