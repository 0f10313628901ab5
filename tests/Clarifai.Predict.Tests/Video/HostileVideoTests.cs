namespace Clarifai.Tests.Video;

/// <summary>Files that make a plain call of ffmpeg read other files: each is shown to do so, and refused.</summary>
public sealed class HostileVideoTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public async Task A_playlist_named_mp4_is_refused()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("secret.ts"), 2);
        await WriteAsync("x.mp4", $"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:2.0,\n{_folder.File("secret.ts")}\n#EXT-X-ENDLIST\n");
        await AssertReadsTheSecretAsync("x.mp4");
        await AssertRefusedAsync("x.mp4");
    }

    [FfmpegFact]
    public async Task A_concat_script_named_mp4_is_refused()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("secret.mp4"), 2);
        await WriteAsync("x.mp4", "ffconcat version 1.0\nfile secret.mp4\n");
        await AssertReadsTheSecretAsync("x.mp4");
        await AssertRefusedAsync("x.mp4");
    }

    [FfmpegFact]
    public async Task A_name_that_is_a_pattern_means_the_file_of_that_name()
    {
        await FfmpegForTests.MakeAsync(_folder.File("secret%02d.jpg"), "-f", "lavfi", "-i", "testsrc=s=96x64:d=2:r=1");
        await AssertReadsTheSecretAsync("secret%02d.jpg");

        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<ClarifaiException>(() => VideoFile.Open(_folder.File("secret%02d.jpg"))).ErrorId);
        await FfmpegForTests.MakeClipAsync(_folder.File("small.mp4"), 1, more: ["-vf", "scale=32:16"]);
        File.Move(_folder.File("small.mp4"), _folder.File("secret%02d.jpg"));
        Assert.Equal(32, (await ProbeAsync(VideoFile.Open(_folder.File("secret%02d.jpg")))).Width);
    }

    [FfmpegTheory]
    [InlineData("concat:secret.mp4")]
    [InlineData("cache:secret.mp4")]
    public async Task A_name_like_a_protocol_means_the_file_of_that_name(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names have no colon on Windows");
        await FfmpegForTests.MakeClipAsync(_folder.File("secret.mp4"), 2);
        await AssertReadsTheSecretAsync(name, _folder.Path);

        await FfmpegForTests.MakeClipAsync(_folder.File("small.mp4"), 1, more: ["-vf", "scale=32:16"]);
        File.Move(_folder.File("small.mp4"), _folder.File(name));
        Assert.Equal(32, (await ProbeAsync(VideoFile.Open(_folder.File(name)))).Width);

        // Paths are full ones, but the prefix alone is enough: a relative one is looked for as a file too.
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => ProbeAsync(new VideoFile(name, "mov", 1)));
        Assert.Contains("No such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_container_opens_by_itself_is_of_its_own_format_and_a_file()
    {
        var video = new VideoFile("/v/x.avi", "avi", 1);
        foreach (string[] arguments in new[] { FfmpegArguments.Ffmpeg(video).ToArray(), [.. FfmpegArguments.Ffprobe(video)] })
        {
            Assert.Equal(
                ["-protocol_whitelist", "file,pipe", "-format_whitelist", "avi", "-f", "avi", "-i", "file:/v/x.avi"], arguments[^8..]);
        }

        Assert.Equal("-nostdin", FfmpegArguments.Ffmpeg(video).First());
    }

    [FfmpegFact]
    public async Task A_film_whose_container_is_not_the_sniffed_one_is_not_read()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mkv"), 1);
        await Assert.ThrowsAsync<ClarifaiException>(() => ProbeAsync(new VideoFile(_folder.File("x.mkv"), "mov", 1)));
    }

    private static Task<VideoInfo> ProbeAsync(VideoFile video) =>
        VideoProbe.ReadAsync(FfmpegForTests.Installation, video, FfmpegForTests.Cancellation);

    // A plain call, in the folder for names that are relative.
    private async Task AssertReadsTheSecretAsync(string name, string? workingFolder = null)
    {
        string path = workingFolder is null ? _folder.File(name) : name;
        string size = await FfmpegForTests.RunAsync(
            FfmpegForTests.Installation.Ffprobe,
            ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", "-i", path],
            workingFolder);
        Assert.Equal("96,64", size.Split('\n')[0].Trim());
    }

    private async Task AssertRefusedAsync(string name)
    {
        string path = _folder.File(name);
        Assert.Equal(ErrorId.UnsupportedMediaType, Assert.Throws<ClarifaiException>(() => VideoFile.Open(path)).ErrorId);

        // The launcher by itself, as if the file had been changed after it was sniffed.
        foreach (string demuxer in new[] { "mov", "avi", "asf", "matroska", "gif" })
        {
            var video = new VideoFile(path, demuxer, 1);
            ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => ProbeAsync(video));
            Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
            using var process = FfmpegProcess.Start(
                FfmpegForTests.Installation.Ffmpeg,
                [.. FfmpegArguments.Ffmpeg(video), "-f", "null", "-"],
                video,
                null,
                FfmpegLimits.Default,
                FfmpegForTests.Cancellation);
            await Assert.ThrowsAsync<ClarifaiException>(process.RunToEndAsync);
        }
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(_folder.File(name), text, FfmpegForTests.Cancellation);
}
