using System.Text;

namespace Clarifai.Tests.Video;

public sealed class VideoFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegTheory]
    [InlineData("x.mp4", "libx264", "mov")]
    [InlineData("x.mov", "libx264", "mov")]
    [InlineData("x.3gp", "libx264", "mov")]
    [InlineData("x.avi", "mpeg4", "avi")]
    [InlineData("x.wmv", "wmv2", "asf")]
    [InlineData("x.mkv", "libx264", "matroska")]
    [InlineData("x.webm", "libvpx", "matroska")]
    [InlineData("x.gif", "gif", "gif")]
    public async Task The_container_is_told_by_content_and_only_its_reader_is_used(string name, string codec, string demuxer)
    {
        await FfmpegForTests.MakeAsync(_folder.File(name), "-f", "lavfi", "-i", "testsrc=s=96x64:r=5:d=1", "-c:v", codec);
        File.Move(_folder.File(name), _folder.File("file"));
        Assert.Equal(demuxer, VideoFile.Open(_folder.File("file")).Demuxer);
        VideoInfo info = await ProbeAsync("file");
        Assert.Equal((96, 64), (info.Width, info.Height));
        Assert.InRange(info.Duration!.Value.TotalSeconds, 0.79, 1.3);
    }

    [Theory]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "JPEG")]
    [InlineData("a text", "text")]
    [InlineData("\u0001\u0002", null)]
    public void What_is_no_video_has_no_reader(string content, string? name)
    {
        MediaFormat? format = MediaSniffer.Sniff(Encoding.Latin1.GetBytes(content));

        Assert.Equal(name, format?.Name);
        Assert.Null(format?.Demuxer);
    }

    [Fact]
    public void An_empty_file_is_no_video()
    {
        File.WriteAllBytes(_folder.File("x.mp4"), []);
        ClarifaiException error = Assert.Throws<ClarifaiException>(() => VideoFile.Open(_folder.File("x.mp4")));
        Assert.Equal(ErrorId.UnsupportedMediaType, error.ErrorId);
        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error() =>
        Assert.Equal(ErrorId.FileNotFound, Assert.Throws<ClarifaiException>(() => VideoFile.Open(_folder.File("x.mp4"))).ErrorId);

    [Fact]
    public void A_folder_is_an_error() =>
        Assert.Equal(ErrorId.PathIsDirectory, Assert.Throws<ClarifaiException>(() => VideoFile.Open(_folder.Path)).ErrorId);

    [Fact]
    public void A_relative_path_is_not_taken() => Assert.Throws<ArgumentException>(() => VideoFile.Open("x.mp4"));

    [FfmpegFact]
    public async Task A_phone_held_upright_stores_a_lying_picture()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 1);
        await TurnedVideo.TurnAsync(_folder.File("x.mp4"));
        VideoInfo info = await ProbeAsync("x.mp4");
        Assert.Equal((96, 64, -90), (info.Width, info.Height, info.Rotation));
        Assert.Equal((64, 96), (info.DisplayWidth, info.DisplayHeight));
    }

    [FfmpegFact]
    public async Task A_cover_is_no_moving_picture()
    {
        await FfmpegForTests.MakeAsync(_folder.File("cover.jpg"), "-f", "lavfi", "-i", "testsrc=s=48x48:r=1:d=1", "-frames:v", "1");
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mp4"),
            "-f", "lavfi", "-i", "sine=d=1", "-i", _folder.File("cover.jpg"),
            "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic");
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => ProbeAsync("x.mp4"));
        Assert.Contains("no readable video stream", error.Message, StringComparison.Ordinal);
    }

    [FfmpegTheory]
    [InlineData("x.mp4", "libx264")]
    [InlineData("x.mov", "libx264")]
    [InlineData("x.mkv", "libx264")]
    [InlineData("x.webm", "libvpx")]
    [InlineData("x.avi", "mpeg4")]
    [InlineData("x.wmv", "wmv2")]
    public async Task The_sizes_in_the_container_show_what_is_cut_off(string name, string codec)
    {
        string path = _folder.File(name);
        await FfmpegForTests.MakeAsync(path, "-f", "lavfi", "-i", "testsrc=s=96x64:r=5:d=4", "-c:v", codec);
        Assert.Null(VideoFile.Open(path).CutOff);
        byte[] content = await File.ReadAllBytesAsync(path, FfmpegForTests.Cancellation);
        await File.WriteAllBytesAsync(path, [.. content, 0, 0, 0, 0, 1, 2, 3], FfmpegForTests.Cancellation);
        Assert.Null(VideoFile.Open(path).CutOff);
        await File.WriteAllBytesAsync(path, content[..(content.Length * 6 / 10)], FfmpegForTests.Cancellation);
        Assert.Matches(
            FormattableString.Invariant($"^{content.Length * 6 / 10:N0} of [0-9,]+ bytes$"), VideoFile.Open(path).CutOff);
    }

    [FfmpegFact]
    public async Task What_is_written_to_a_pipe_has_no_size()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mkv"), 2, more: ["-f", "matroska", "-live", "1"]);
        Assert.Null(VideoFile.Open(_folder.File("x.mkv")).CutOff);
    }

    [Theory]
    [InlineData("mov")]
    [InlineData("matroska")]
    [InlineData("avi")]
    [InlineData("asf")]
    [InlineData("gif")]
    public void Sizes_of_any_bytes_are_read_without_a_failure(string demuxer)
    {
        var random = new Random(5);
        for (int run = 0; run < 2000; run++)
        {
            byte[] bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            if (run % 2 == 0)
            {
                // Small numbers lead further.
                bytes = [0x1A, 0x45, 0xDF, 0xA3, .. bytes.Select(value => (byte)(value & random.Next() & random.Next()))];
            }

            using var file = new MemoryStream(bytes);
            _ = ContainerLength.Read(file, demuxer);
        }
    }

    [FfmpegFact]
    public async Task A_broken_off_file_is_an_error()
    {
        string path = _folder.File("x.mp4");
        await FfmpegForTests.MakeClipAsync(path, 1);
        byte[] content = await File.ReadAllBytesAsync(path, FfmpegForTests.Cancellation);
        await File.WriteAllBytesAsync(path, content[..(content.Length / 2)], FfmpegForTests.Cancellation);
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => ProbeAsync("x.mp4"));
        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
        Assert.Matches(@"x\.mp4' is truncated \([0-9,]+ of [0-9,]+ bytes\): none of its frames could be read\.$", error.Message);
    }

    private Task<VideoInfo> ProbeAsync(string name) =>
        VideoProbe.ReadAsync(FfmpegForTests.Installation, VideoFile.Open(_folder.File(name)), FfmpegForTests.Cancellation);
}
