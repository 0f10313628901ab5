using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

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
    public async Task Times_count_from_the_start_of_the_file_where_the_sound_begins_earlier()
    {
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mkv"),
            "-f", "lavfi", "-i", "sine=d=5", "-itsoffset", "0.47", "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=4",
            "-c:v", "libx264", "-c:a", "aac");
        string said = Assert.Single(await FfmpegForTests.ProbeAsync(_folder.File("x.mkv"), "-show_entries", "format=start_time"));
        double start = double.Parse(said, CultureInfo.InvariantCulture);
        IEnumerable<long> times = (await FfmpegForTests.FrameTimesAsync(_folder.File("x.mkv")))
            .Select(time => (long)Math.Round((time - start) * 1000));
        IEnumerable<long> firsts = times.GroupBy(time => time / 1000).Select(second => second.First());
        Assert.Equal(firsts, Times(await SampleAsync("x.mkv", new FrameSamplerOptions())));
        Assert.InRange(times.First(), 470, 540);
    }

    [FfmpegTheory]
    [InlineData("x.mkv", 5)]
    [InlineData("x.mkv", 3600)]
    [InlineData("x.mp4", 3600)]
    public async Task A_file_that_starts_late_starts_at_zero_and_is_as_long_as_its_pictures(string name, int start)
    {
        await FfmpegForTests.MakeClipAsync(
            _folder.File(name), 6, rate: 10, more: ["-output_ts_offset", $"{start}", "-copyts", "-movflags", "negative_cts_offsets"]);
        var options = new FrameSamplerOptions { MaximumDuration = TimeSpan.FromSeconds(6) };
        Assert.Equal([0, 1000, 2000, 3000, 4000, 5000], Times(await SampleAsync(name, options)));
    }

    [FfmpegFact]
    public async Task A_picture_is_seen_until_the_next_one_and_the_last_one_to_the_end()
    {
        // Pictures at 0 and 3.5 seconds; the last one is shown for 2.5.
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mp4"),
            "-f", "lavfi", "-i", "testsrc=s=96x64:r=2:d=6", "-vf", "select='eq(n,0)+eq(n,7)+eq(n,11)'", "-vsync", "vfr", "-bf", "0");
        List<SampledFrame> frames = await SampleAsync("x.mp4", new FrameSamplerOptions());
        Assert.Equal([0, 1000, 2000, 3500, 4000, 5500], Times(frames));
        Assert.Equal([0, 1, 2, 3, 4, 5], frames.SelectMany(frame => frame.Places).Select(place => place.Index));
        Assert.Equal(3, frames.Count);
    }

    [FfmpegFact]
    public async Task Sound_that_is_longer_than_the_picture_adds_nothing()
    {
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mp4"),
            "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=3", "-f", "lavfi", "-i", "sine=d=20", "-c:v", "libx264", "-c:a", "aac");
        Assert.Equal([0, 1000, 2000], Times(await SampleAsync("x.mp4", new FrameSamplerOptions())));
    }

    [FfmpegTheory]
    [InlineData("x.mp4", "libx264")]
    [InlineData("x.mkv", "libx264")]
    [InlineData("x.webm", "libvpx")]
    [InlineData("x.avi", "mpeg4")]
    [InlineData("x.wmv", "wmv2")]
    public async Task A_video_that_is_cut_off_gives_its_frames_and_then_an_error_with_the_second(string name, string codec)
    {
        await MakeNoiseAsync(name, codec);
        byte[] content = await File.ReadAllBytesAsync(_folder.File(name), FfmpegForTests.Cancellation);
        await File.WriteAllBytesAsync(_folder.File(name), content[..(content.Length * 6 / 10)], FfmpegForTests.Cancellation);
        (List<SampledFrame> frames, ClarifaiException error) = await SampleBrokenAsync(name, new FrameSamplerOptions());
        Assert.InRange(frames.Count, 5, 7);
        Assert.Equal(Enumerable.Range(0, frames.Count).Select(second => second * 1000L), Times(frames));
        AssertDamage(name, frames.Count - 1, frames.Count, error);
    }

    [FfmpegTheory]
    [InlineData("x.mp4", "libx264")]
    [InlineData("x.mkv", "libx264")]
    public async Task A_video_that_is_damaged_in_the_middle_gives_what_can_be_decoded_and_then_an_error_with_the_second(
        string name, string codec)
    {
        await MakeNoiseAsync(name, codec);
        byte[] content = await File.ReadAllBytesAsync(_folder.File(name), FfmpegForTests.Cancellation);
        content.AsSpan(content.Length / 2, content.Length / 50).Clear();
        await File.WriteAllBytesAsync(_folder.File(name), content, FfmpegForTests.Cancellation);
        (List<SampledFrame> frames, ClarifaiException error) = await SampleBrokenAsync(name, new FrameSamplerOptions());
        Assert.InRange(Times(frames).Last(), 9000, 9999);
        AssertDamage(name, 3.5, 5.5, error);
    }

    [FfmpegTheory]
    [InlineData("x.mp4", 3000)]
    [InlineData("x.mkv", 3000)]
    [InlineData("x.mkv", 7001)]
    [InlineData("odd.mp4", 3000)]
    [InlineData("odd.mkv", 2003)]
    [InlineData("late.mkv", 2500)]
    [InlineData("open.mp4", 4000)]
    [InlineData("sparse.mp4", 10_000)]
    public async Task Sought_frames_are_those_of_the_whole_video(string name, int sampleMs)
    {
        string[] kind = name[..^4] switch
        {
            "odd" => ["-vf", "settb=1/90000,setpts='PTS+mod(N*7,5)*540'", "-vsync", "passthrough", "-enc_time_base", "1:90000"],
            "late" => ["-f", "lavfi", "-i", "sine=d=20", "-c:a", "aac", "-map", "0:v", "-map", "1", "-vf", "setpts=PTS+1.37/TB"],
            "open" => ["-x264-params", "open-gop=1"],
            "sparse" => ["-vf", "select='not(mod(n,97))+lt(mod(n,200),4)'", "-vsync", "vfr"],
            _ => [],
        };
        await FfmpegForTests.MakeClipAsync(_folder.File(name), 30, rate: 25, keyEvery: name == "sparse.mp4" ? 3 : 17, kind);
        var options = new FrameSamplerOptions { SampleMs = sampleMs, Encoding = FrameEncoding.Bgra };
        List<SampledFrame> whole = await SampleAsync(name, options);
        using FrameSampler seeking = await OpenAsync(name, options with { PixelsPerSeek = 0 });
        Assert.True(seeking.IsSeeking);
        List<SampledFrame> sought = await ReadAsync(seeking);

        Assert.True(seeking.IsSeeking);
        Assert.Equal(whole.Select(Key), sought.Select(Key));
        Assert.True(whole.Count > 2);
    }

    [FfmpegTheory]
    [InlineData(96, 64, 3000, 17, false)]
    [InlineData(1920, 1080, 20_000, 17, true)]
    [InlineData(1920, 1080, 20_000, 1000, false)]
    [InlineData(1920, 1080, 1000, 1, false)]
    public async Task Frames_are_sought_where_that_decodes_much_less(int width, int height, int sampleMs, int keyEvery, bool isSought)
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 12, rate: 10, keyEvery, "-vf", $"scale={width}:{height}");
        using FrameSampler sampler = await OpenAsync("x.mp4", new FrameSamplerOptions { SampleMs = sampleMs });
        Assert.Equal(isSought, sampler.IsSeeking);
    }

    [FfmpegTheory]
    [InlineData("mpeg4", false)]
    [InlineData("mjpeg", true)]
    public async Task A_video_without_a_list_of_its_key_frames_is_sought_only_if_its_codec_has_no_others(string codec, bool isSought)
    {
        await MakeNoiseAsync("x.mov", codec);
        byte[] content = await File.ReadAllBytesAsync(_folder.File("x.mov"), FfmpegForTests.Cancellation);
        if (content.AsSpan().IndexOf("stss"u8) is > 0 and var list)
        {
            "free"u8.CopyTo(content.AsSpan(list));
        }

        await File.WriteAllBytesAsync(_folder.File("x.mov"), content, FfmpegForTests.Cancellation);
        var options = new FrameSamplerOptions { SampleMs = 2300, Encoding = FrameEncoding.Bgra };
        List<SampledFrame> whole = await SampleAsync("x.mov", options);
        using FrameSampler sampler = await OpenAsync("x.mov", options with { PixelsPerSeek = double.NegativeInfinity });
        Assert.Equal(isSought, sampler.IsSeeking);
        Assert.Equal(whole.Select(Key), (await ReadAsync(sampler)).Select(Key));
    }

    [FfmpegFact]
    public async Task Where_a_sought_frame_is_not_what_its_packet_promised_the_whole_video_is_decoded()
    {
        // The packets of the second half have nothing in them that can be decoded.
        await MakeNoiseAsync("x.mp4", "libx264");
        byte[] content = await File.ReadAllBytesAsync(_folder.File("x.mp4"), FfmpegForTests.Cancellation);
        content.AsSpan(content.Length * 6 / 10).Clear();
        await File.WriteAllBytesAsync(_folder.File("x.mp4"), content, FfmpegForTests.Cancellation);
        var options = new FrameSamplerOptions { SampleMs = 2000, PixelsPerSeek = 0 };
        (List<SampledFrame> frames, ClarifaiException error) = await SampleBrokenAsync("x.mp4", options);
        Assert.Equal([0, 2000, 4000], Times(frames).Take(3));
        AssertDamage("x.mp4", 4, 6.5, error);
    }

    [FfmpegFact]
    public async Task A_video_whose_frames_are_sought_is_known_to_be_cut_off()
    {
        await MakeNoiseAsync("x.mp4", "libx264");
        byte[] content = await File.ReadAllBytesAsync(_folder.File("x.mp4"), FfmpegForTests.Cancellation);
        await File.WriteAllBytesAsync(_folder.File("x.mp4"), content[..(content.Length * 6 / 10)], FfmpegForTests.Cancellation);
        var options = new FrameSamplerOptions { SampleMs = 2000, PixelsPerSeek = 0 };
        (List<SampledFrame> frames, ClarifaiException error) = await SampleBrokenAsync("x.mp4", options);
        Assert.Equal([0, 2000, 4000], Times(frames));
        AssertDamage("x.mp4", 5, 6.5, error);
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
    public async Task A_video_over_the_limit_of_time_is_an_error()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 5);
        var options = new FrameSamplerOptions { MaximumDuration = TimeSpan.FromSeconds(4.9) };
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => OpenAsync("x.mp4", options));
        Assert.Equal(ErrorId.VideoTooLong, error.ErrorId);
    }

    [FfmpegFact]
    public async Task A_video_of_the_limit_of_time_is_none()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 3);
        Assert.Equal(3, (await SampleAsync("x.mp4", new FrameSamplerOptions { MaximumDuration = TimeSpan.FromSeconds(3) })).Count);
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
            VideoFile video = await workspace.SaveAsync(content, content.Length, cancellation: FfmpegForTests.Cancellation);
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
        return await ReadAsync(sampler);
    }

    private static async Task<List<SampledFrame>> ReadAsync(FrameSampler sampler)
    {
        var frames = new List<SampledFrame>();
        while (await sampler.ReadNextAsync() is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }

    private async Task<(List<SampledFrame> Frames, ClarifaiException Error)> SampleBrokenAsync(string name, FrameSamplerOptions options)
    {
        using FrameSampler sampler = await OpenAsync(name, options);
        var frames = new List<SampledFrame>();
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(async () =>
        {
            while (await sampler.ReadNextAsync() is { } frame)
            {
                frames.Add(frame);
            }
        });
        return (frames, error);
    }

    private void AssertDamage(string name, double from, double to, ClarifaiException error)
    {
        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
        Match said = Regex.Match(error.Message, @"^'(?<file>.*)' is truncated or damaged.*\. It was read up to (?<second>[\d.]+) s;");
        Assert.True(said.Success, error.Message);
        Assert.Equal(_folder.File(name), said.Groups["file"].Value);
        Assert.InRange(double.Parse(said.Groups["second"].Value, CultureInfo.InvariantCulture), from, to);
    }

    // Ten seconds of which each takes the same part of the file.
    private Task MakeNoiseAsync(string name, string codec) => FfmpegForTests.MakeAsync(
        _folder.File(name),
        ["-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=10", "-vf", "noise=alls=60:allf=t", "-c:v", codec, "-b:v", "300k", "-g", "5",
        .. FastStart(name)]);

    private static string[] FastStart(string name) => name.EndsWith(".mp4", StringComparison.Ordinal) ? ["-movflags", "+faststart"] : [];

    private static IEnumerable<long> Times(IEnumerable<SampledFrame> frames) =>
        frames.SelectMany(frame => frame.Places).Select(place => place.TimeMs);

    private static string Key(SampledFrame frame) =>
        $"{string.Join(",", frame.Places.Select(place => place.TimeMs))}: {Convert.ToHexString(SHA256.HashData(frame.Content))}";

    // Of each interval the first frame, at the time that a player shows it, or else the one that is still shown.
    private async Task AssertOwnTimesAsync(string name, int sampleMs)
    {
        double[] times = await FfmpegForTests.FrameTimesAsync(_folder.File(name));
        var first = times
            .Select(time => (long)Math.Round((time - times[0]) * 1000))
            .GroupBy(time => time / sampleMs)
            .ToDictionary(interval => interval.Key, interval => interval.First());
        long last = first.Keys.Max();
        IEnumerable<long> expected = Enumerable.Range(0, (int)last + 1)
            .Select(number => first.GetValueOrDefault(number, (long)number * sampleMs));
        List<SampledFrame> frames = await SampleAsync(name, new FrameSamplerOptions { SampleMs = sampleMs });
        Assert.Equal(first.Values.Order(), frames.Select(frame => frame.TimeMs));
        Assert.Equal(expected, Times(frames).TakeWhile(time => time < (last + 1) * sampleMs));
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
