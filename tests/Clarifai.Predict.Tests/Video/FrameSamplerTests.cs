using System.Diagnostics;

namespace Clarifai.Tests.Video;

public sealed class FrameSamplerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public async Task One_frame_an_interval_is_taken_with_its_own_time()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 5, rate: 10);
        List<SampledFrame> frames = await SampleAsync("x.mp4", new FrameSamplerOptions());
        Assert.Equal([0, 1000, 2000, 3000, 4000], frames.Select(frame => frame.TimeMs));
        Assert.Equal([0, 1, 2, 3, 4], frames.Select(frame => frame.Index));
        Assert.All(frames, frame =>
        {
            Assert.Equal([0xFF, 0xD8, 0xFF], frame.Content[..3]);
            Assert.Equal([0xFF, 0xD9], frame.Content[^2..]);
        });
    }

    [FfmpegTheory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(2500)]
    public async Task Variable_frame_rates_keep_their_time_stamps(int sampleMs)
    {
        await FfmpegForTests.MakeClipAsync(
            _folder.File("x.mp4"), 20, rate: 30, keyEvery: 17, "-vf", "select='not(mod(n,37))+lt(mod(n,90),4)'", "-vsync", "vfr");
        await AssertOwnTimesAsync("x.mp4", sampleMs);
    }

    [FfmpegTheory]
    [InlineData(300)]
    [InlineData(1000)]
    public async Task Times_that_are_no_multiples_of_the_frame_rate_are_not_moved_to_those(int sampleMs)
    {
        // As phones film: about 30 frames a second, each up to 24 ms late.
        await FfmpegForTests.MakeClipAsync(
            _folder.File("x.mp4"),
            20,
            rate: 30,
            keyEvery: 17,
            "-vf", "settb=1/90000,setpts='PTS+mod(N*7,5)*540'",
            "-vsync", "passthrough", "-enc_time_base", "1:90000", "-video_track_timescale", "90000");
        await AssertOwnTimesAsync("x.mp4", sampleMs);
    }

    [FfmpegTheory]
    [InlineData("x.avi", "mpeg4")]
    [InlineData("x.avi", "libx264")]
    [InlineData("x.wmv", "libx264")]
    public async Task Pictures_without_time_stamps_get_theirs_from_their_order(string name, string codec)
    {
        await FfmpegForTests.MakeAsync(
            _folder.File(name), "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=5", "-c:v", codec, "-bf", "2", "-g", "20");
        List<SampledFrame> frames = await SampleAsync(name, new FrameSamplerOptions());
        Assert.InRange(frames.Count, 5, 6);
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.InRange(pair.Second.TimeMs - pair.First.TimeMs, 900, 1100));
    }

    [FfmpegFact]
    public async Task Times_count_from_the_first_picture_where_the_sound_begins_earlier()
    {
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mkv"),
            "-f", "lavfi", "-i", "sine=d=5", "-itsoffset", "0.47", "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=4",
            "-c:v", "libx264", "-c:a", "aac");
        Assert.Equal([0, 1000, 2000, 3000], (await SampleAsync("x.mkv", new FrameSamplerOptions())).Select(frame => frame.TimeMs));
    }

    [FfmpegTheory]
    [InlineData(FrameEncoding.Bgra, 4, 2, 0)]
    [InlineData(FrameEncoding.Rgb, 3, 0, 2)]
    public async Task Pixels_are_those_of_the_frame_at_its_time(Enum encoding, int bytes, int red, int blue)
    {
        await MakeRedThenBlueAsync("x.mp4");
        List<SampledFrame> frames = await SampleAsync("x.mp4", new FrameSamplerOptions { Encoding = (FrameEncoding)encoding });
        Assert.Equal([0, 1000], frames.Select(frame => frame.TimeMs));
        Assert.All(frames, frame => Assert.Equal((64, 48, 64 * 48 * bytes), (frame.Width, frame.Height, frame.Content.Length)));
        Assert.True(frames[0].Content[red] > 200 && frames[0].Content[blue] < 50);
        Assert.True(frames[1].Content[red] < 50 && frames[1].Content[blue] > 200);
    }

    [FfmpegFact]
    public async Task Rows_go_from_the_top_and_the_picture_is_the_right_way_up()
    {
        // Red on the left and blue on the right, turned clockwise: red on top.
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mp4"),
            "-f", "lavfi", "-i", "color=red:s=32x48:d=1", "-f", "lavfi", "-i", "color=blue:s=32x48:d=1", "-filter_complex", "hstack");
        await TurnedVideo.TurnAsync(_folder.File("x.mp4"));
        SampledFrame frame = Assert.Single(await SampleAsync("x.mp4", new FrameSamplerOptions { Encoding = FrameEncoding.Rgb }));
        Assert.Equal((48, 64), (frame.Width, frame.Height));
        Assert.True(frame.Content[0] > 200 && frame.Content[2] < 50);
        Assert.True(frame.Content[^3] < 50 && frame.Content[^1] > 200);
    }

    [FfmpegFact]
    public async Task Frames_are_pictures_of_square_pixels()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 1, more: ["-vf", "setsar=2/1"]);
        SampledFrame frame = Assert.Single(await SampleAsync("x.mp4", new FrameSamplerOptions()));

        // The header of a JPEG: its mark, the length and the name of the JFIF block, the version, no unit, and the shape of a pixel.
        Assert.Equal([0, 0, 1, 0, 1], frame.Content[13..18]);
    }

    [FfmpegFact]
    public async Task Frames_over_the_limit_of_pixels_are_scaled_down()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 1);
        var options = new FrameSamplerOptions { Encoding = FrameEncoding.Bgra, MaximumPixels = 48 * 32 };
        SampledFrame frame = Assert.Single(await SampleAsync("x.mp4", options));
        Assert.Equal((48, 32, 48 * 32 * 4), (frame.Width, frame.Height, frame.Content.Length));
    }

    [Theory]
    [InlineData(4000, 3000, 12_000_000, 4000, 3000)]
    [InlineData(4000, 3000, 3_000_000, 2000, 1500)]
    [InlineData(10000, 1, 100, 1000, 1)]
    public void Frames_keep_their_shape(int width, int height, int maximum, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), FrameSampler.Fit(width, height, maximum));

    [FfmpegFact]
    public async Task A_video_that_changes_its_size_keeps_that_of_its_frames()
    {
        await MakeGrowingAsync("x.mkv");
        List<SampledFrame> frames = await SampleAsync("x.mkv", new FrameSamplerOptions { Encoding = FrameEncoding.Bgra });
        Assert.Equal(4, frames.Count);
        Assert.All(frames, frame => Assert.Equal((96, 64), (frame.Width, frame.Height)));
    }

    [FfmpegFact]
    public async Task More_frames_than_the_limit_are_an_error()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 5);
        using FrameSampler sampler = await OpenAsync("x.mp4", new FrameSamplerOptions { MaximumFrames = 3 });
        for (int i = 0; i < 3; i++)
        {
            Assert.NotNull(await sampler.ReadNextAsync());
        }

        Assert.Equal(ErrorId.VideoTooLong, (await Assert.ThrowsAsync<ClarifaiException>(sampler.ReadNextAsync)).ErrorId);
    }

    [FfmpegFact]
    public async Task As_many_frames_as_the_limit_are_none()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 3);
        Assert.Equal(3, (await SampleAsync("x.mp4", new FrameSamplerOptions { MaximumFrames = 3 })).Count);
    }

    [FfmpegFact]
    public async Task A_GIF_is_a_video()
    {
        await FfmpegForTests.MakeAsync(_folder.File("x.gif"), "-f", "lavfi", "-i", "testsrc=s=32x16:r=5:d=3");
        Assert.Equal([0, 1000, 2000], (await SampleAsync("x.gif", new FrameSamplerOptions())).Select(frame => frame.TimeMs));
    }

    [FfmpegFact]
    public async Task Bytes_are_sampled_from_a_private_file()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 2);
        using var content = new MemoryStream(await File.ReadAllBytesAsync(_folder.File("x.mp4"), FfmpegForTests.Cancellation));
        using (var workspace = VideoWorkspace.Create(_folder.Temporary))
        {
            VideoFile video = await workspace.SaveAsync(content, content.Length, FfmpegForTests.Cancellation);
            using FrameSampler sampler = await FrameSampler.OpenAsync(
                FfmpegForTests.Installation, video, new FrameSamplerOptions(), FfmpegForTests.Cancellation);
            Assert.NotNull(await sampler.ReadNextAsync());
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [FfmpegFact]
    public async Task A_video_whose_pictures_are_broken_is_an_error()
    {
        string path = _folder.File("x.mp4");
        await FfmpegForTests.MakeClipAsync(path, 1);
        byte[] content = await File.ReadAllBytesAsync(path, FfmpegForTests.Cancellation);
        int pictures = content.AsSpan().IndexOf("mdat"u8) + 4;
        content.AsSpan(pictures, content.AsSpan().IndexOf("moov"u8) - 4 - pictures).Clear();
        await File.WriteAllBytesAsync(path, content, FfmpegForTests.Cancellation);
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => SampleAsync("x.mp4", new FrameSamplerOptions()));
        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
    }

    [FfmpegFact]
    public async Task Frames_are_given_out_while_ffmpeg_still_works_and_it_waits_for_a_slow_caller()
    {
        await MakeLargeFramesAsync("x.mp4");
        using FrameSampler sampler = await OpenAsync("x.mp4", new FrameSamplerOptions { Encoding = FrameEncoding.Bgra });
        using var process = Process.GetProcessById(sampler.ProcessId);
        Assert.NotNull(await sampler.ReadNextAsync());

        // 240 MB are still to come, and a pipe holds 64 KB.
        Assert.False(process.HasExited);
    }

    [FfmpegTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ended_in_the_middle_it_leaves_no_process(bool isCancelled)
    {
        await MakeLargeFramesAsync("x.mp4");
        using var cancellation = new CancellationTokenSource();
        FrameSampler sampler = await OpenAsync("x.mp4", new FrameSamplerOptions { Encoding = FrameEncoding.Bgra }, cancellation.Token);
        Assert.NotNull(await sampler.ReadNextAsync());
        int id = sampler.ProcessId;
        if (isCancelled)
        {
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(sampler.ReadNextAsync);
        }

        sampler.Dispose();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [FfmpegFact]
    public async Task Frames_that_are_too_large_are_not_decoded()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 1);
        var options = new FrameSamplerOptions { MaximumDecodedPixels = (96 * 64) - 1 };
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => OpenAsync("x.mp4", options));
        Assert.Equal(ErrorId.FileTooLarge, error.ErrorId);
    }

    [FfmpegFact]
    public async Task Frames_that_become_too_large_are_not_decoded()
    {
        await MakeGrowingAsync("x.mkv");
        using FrameSampler sampler = await OpenAsync("x.mkv", new FrameSamplerOptions { MaximumDecodedPixels = 96 * 64 });
        var times = new List<long>();
        Exception? error = await Record.ExceptionAsync(async () =>
        {
            while (await sampler.ReadNextAsync() is { } frame)
            {
                times.Add(frame.TimeMs);
            }
        });

        // Some versions of ffmpeg end with an error, others pass over what they did not decode.
        Assert.All(times, time => Assert.InRange(time, 0, 1999));
        Assert.True(error is ClarifaiException { ErrorId: ErrorId.FfmpegFailed } || times.Count > 0, $"{error}");
    }

    [FfmpegTheory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Intervals_and_limits_are_positive(int sampleMs, int maximumPixels)
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 1);
        var options = new FrameSamplerOptions { SampleMs = sampleMs, MaximumPixels = maximumPixels };
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => OpenAsync("x.mp4", options));
    }

    private Task<FrameSampler> OpenAsync(string name, FrameSamplerOptions options, CancellationToken? cancellation = null) =>
        FrameSampler.OpenAsync(
            FfmpegForTests.Installation, VideoFile.Open(_folder.File(name)), options, cancellation ?? FfmpegForTests.Cancellation);

    private async Task<List<SampledFrame>> SampleAsync(string name, FrameSamplerOptions options)
    {
        using FrameSampler sampler = await OpenAsync(name, options);
        var frames = new List<SampledFrame>();
        while (await sampler.ReadNextAsync() is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }

    // Of each interval the first frame, at the time that a player shows it.
    private async Task AssertOwnTimesAsync(string name, int sampleMs)
    {
        double[] times = await FfmpegForTests.FrameTimesAsync(_folder.File(name));
        IEnumerable<long> expected = times
            .Select(time => (long)Math.Round((time - times[0]) * 1000))
            .GroupBy(time => time / sampleMs)
            .Select(interval => interval.First());
        List<SampledFrame> frames = await SampleAsync(name, new FrameSamplerOptions { SampleMs = sampleMs });
        Assert.Equal(expected, frames.Select(frame => frame.TimeMs));
    }

    // Two seconds of 96 x 64 pixels, which is what the header says, and two of 192 x 128.
    private async Task MakeGrowingAsync(string name)
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("a.mkv"), 2);
        await FfmpegForTests.MakeClipAsync(_folder.File("b.mkv"), 2, more: ["-vf", "scale=192:128"]);
        await File.WriteAllTextAsync(_folder.File("list"), "ffconcat version 1.0\nfile a.mkv\nfile b.mkv\n", FfmpegForTests.Cancellation);
        await FfmpegForTests.MakeAsync(
            _folder.File(name), "-i", _folder.File("list"), "-c", "copy", "-bsf:v", "h264_mp4toannexb,dump_extra=all");
    }

    // 200 frames of 1.2 MB each, which no pipe holds.
    private Task MakeLargeFramesAsync(string name) => FfmpegForTests.MakeAsync(
        _folder.File(name), "-f", "lavfi", "-i", "color=red:s=640x480:r=1:d=200", "-c:v", "libx264", "-preset", "ultrafast");

    private Task MakeRedThenBlueAsync(string name) => FfmpegForTests.MakeAsync(
        _folder.File(name),
        "-f", "lavfi", "-i", "color=red:s=64x48:r=10:d=1", "-f", "lavfi", "-i", "color=blue:s=64x48:r=10:d=1",
        "-filter_complex", "concat=n=2");
}
