using System.Diagnostics;
using System.Globalization;

namespace Clarifai.Tests.Video;

public sealed class VideoSplitterTests : IDisposable
{
    private static readonly ServiceLimits TenSeconds = new() { MaximumVideoDuration = TimeSpan.FromSeconds(10) };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public async Task A_video_within_the_limits_stays_as_it_is()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 5);
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        VideoPiece piece = Assert.Single(split.Pieces);
        Assert.False(split.IsCut);
        Assert.Equal((_folder.File("x.mp4"), TimeSpan.Zero, TimeSpan.FromSeconds(5)), (piece.Path, piece.Start, piece.Duration));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [FfmpegFact]
    public async Task Twelve_minutes_become_pieces_of_less_than_ten()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 720, rate: 2, keyEvery: 20);
        using VideoSplit split = await SplitAsync("x.mp4", ServiceLimits.Current);
        Assert.Equal(2, split.Pieces.Count);
        await AssertPiecesAsync("x.mp4", split, ServiceLimits.Current);
    }

    [FfmpegFact]
    public async Task A_large_video_becomes_pieces_within_the_limit_of_bytes()
    {
        await MakeWithSoundAsync("x.mp4", 30);
        long length = new FileInfo(_folder.File("x.mp4")).Length;
        var limits = new ServiceLimits { MaximumVideoBytes = length / 4 };
        using VideoSplit split = await SplitAsync("x.mp4", limits);
        Assert.InRange(split.Pieces.Count, 5, 8);
        await AssertPiecesAsync("x.mp4", split, limits);
    }

    [FfmpegTheory]
    [InlineData("plain.mp4")]
    [InlineData("two words [x] 100% é漢字🎬 'q' \"q\".mp4")]
    [InlineData("http:x%03d;a&b.mp4")]
    [InlineData("-i.mp4")]
    public async Task Names_of_all_kinds_are_cut(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.AsSpan().ContainsAny("\":"), "Windows has no such names");
        await MakeWithSoundAsync("plain.mkv", 15);
        await FfmpegForTests.MakeAsync(_folder.File("made.mp4"), "-i", _folder.File("plain.mkv"), "-c", "copy");
        File.Move(_folder.File("made.mp4"), _folder.File(name));
        using VideoSplit split = await SplitAsync(name, TenSeconds);
        Assert.True(split.Pieces.Count >= 2);
        await AssertPiecesAsync(name, split, TenSeconds);
    }

    [FfmpegFact]
    public async Task The_temporary_folder_may_have_a_name_of_any_kind()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 15);
        string temporary = Directory.CreateDirectory(_folder.File("100%d [é] t")).FullName;
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds, temporary: temporary);
        await AssertPiecesAsync("x.mp4", split, TenSeconds);
        Assert.All(split.Pieces, piece => Assert.StartsWith(temporary, piece.Path, StringComparison.Ordinal));
    }

    [FfmpegFact]
    public async Task A_picture_that_begins_after_the_sound_keeps_its_time()
    {
        await FfmpegForTests.MakeClipAsync(
            _folder.File("x.mkv"),
            30,
            10,
            20,
            "-f", "lavfi", "-i", "sine=d=32", "-c:a", "aac", "-map", "0", "-map", "1", "-vf", "setpts=PTS+2/TB");
        VideoInfo info = await VideoProbe.ReadAsync(
            FfmpegForTests.Installation, VideoFile.Open(_folder.File("x.mkv")), FfmpegForTests.Cancellation);
        using VideoSplit split = await SplitAsync("x.mkv", TenSeconds);
        double[] whole = await FfmpegForTests.FrameTimesAsync(_folder.File("x.mkv"));
        foreach (VideoPiece piece in split.Pieces)
        {
            VideoInfo cut = await VideoProbe.ReadAsync(
                FfmpegForTests.Installation, VideoFile.Open(piece.Path), FfmpegForTests.Cancellation);
            double first = (piece.Start + cut.PictureDelay + info.Start).TotalSeconds;
            Assert.Contains(whole, time => Math.Abs(time - first) < 0.002);
        }

        Assert.InRange(info.PictureDelay.TotalSeconds, 1.9, 2.1);
        Assert.InRange(split.Pieces[0].Start.TotalSeconds, -0.01, 2.1);
    }

    [FfmpegTheory]
    [InlineData("x.mkv", 5)]
    [InlineData("x.mkv", 3600)]
    public async Task A_file_that_starts_late_is_as_long_as_its_pictures(string name, int start)
    {
        await FfmpegForTests.MakeClipAsync(_folder.File(name), 6, more: ["-output_ts_offset", $"{start}"]);
        using VideoSplit split = await SplitAsync(name, TenSeconds);
        Assert.False(split.IsCut);
    }

    [FfmpegFact]
    public async Task A_video_that_is_cut_off_is_cut_and_known_to_be()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 30, more: ["-vf", "noise=alls=60:allf=t", "-movflags", "+faststart"]);
        byte[] content = await File.ReadAllBytesAsync(_folder.File("x.mp4"), FfmpegForTests.Cancellation);
        await File.WriteAllBytesAsync(_folder.File("x.mp4"), content[..(content.Length * 6 / 10)], FfmpegForTests.Cancellation);
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        Assert.True(split.IsCut);
        Assert.InRange(split.Damage!.Time.TotalSeconds, 16.5, 19.5);
    }

    [FfmpegFact]
    public async Task Variable_frame_rates_are_cut()
    {
        await FfmpegForTests.MakeClipAsync(
            _folder.File("x.mp4"), 20, rate: 30, keyEvery: 17, "-vf", "select='not(mod(n,11))+lt(mod(n,60),13)'", "-vsync", "vfr");
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        await AssertPiecesAsync("x.mp4", split, TenSeconds);
    }

    [FfmpegFact]
    public async Task Open_groups_are_cut()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 20, rate: 10, keyEvery: 23, "-x264-params", "open-gop=1");
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        await AssertPiecesAsync("x.mp4", split, TenSeconds);
    }

    [FfmpegFact]
    public async Task A_cut_that_loses_no_pictures_is_found_where_the_file_has_no_time_stamps()
    {
        // MPEG-4 with B-frames in AVI: every group is open but the first of the second clip, 8.0 seconds after the first picture.
        foreach (string name in new[] { "a.avi", "b.avi" })
        {
            await FfmpegForTests.MakeAsync(
                _folder.File(name), "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=8", "-c:v", "mpeg4", "-bf", "2", "-g", "15");
        }

        await File.WriteAllTextAsync(_folder.File("list"), "ffconcat version 1.0\nfile a.avi\nfile b.avi\n", FfmpegForTests.Cancellation);
        await FfmpegForTests.MakeAsync(_folder.File("x.avi"), "-fflags", "+genpts", "-i", _folder.File("list"), "-c", "copy");
        using VideoSplit split = await SplitAsync("x.avi", TenSeconds);
        Assert.Equal(TimeSpan.FromSeconds(8), split.Pieces[1].Start - split.Pieces[0].Start);
        await AssertPiecesAsync("x.avi", split, TenSeconds);
    }

    [FfmpegFact]
    public async Task What_comes_before_the_first_key_frame_is_not_lost()
    {
        await FfmpegForTests.MakeAsync(
            _folder.File("whole.mkv"), "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=15", "-c:v", "mpeg4", "-g", "20");
        await FfmpegForTests.MakeAsync(
            _folder.File("x.mkv"), "-i", _folder.File("whole.mkv"), "-c", "copy", "-copyinkf", "-bsf:v", "noise=drop='eq(n\\,0)'");
        using VideoSplit split = await SplitAsync("x.mkv", TenSeconds);
        await AssertPiecesAsync("x.mkv", split, TenSeconds);
    }

    [FfmpegFact]
    public async Task Key_frames_off_the_second_are_cut()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 60, rate: 25, keyEvery: 137);
        using VideoSplit split = await SplitAsync("x.mp4", new ServiceLimits { MaximumVideoDuration = TimeSpan.FromSeconds(23) });
        Assert.Contains(split.Pieces, piece => piece.Start.Milliseconds != 0);
        await AssertPiecesAsync("x.mp4", split, new ServiceLimits { MaximumVideoDuration = TimeSpan.FromSeconds(23) });
    }

    [FfmpegFact]
    public async Task Turned_videos_give_turned_pieces()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 15);
        await TurnedVideo.TurnAsync(_folder.File("x.mp4"));
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        await AssertPiecesAsync("x.mp4", split, TenSeconds);
        foreach (VideoPiece piece in split.Pieces)
        {
            var video = VideoFile.Open(piece.Path);
            VideoInfo info = await VideoProbe.ReadAsync(FfmpegForTests.Installation, video, FfmpegForTests.Cancellation);
            Assert.Equal(-90, info.Rotation);
        }
    }

    [FfmpegTheory]
    [InlineData("x.mp4", ".mp4")]
    [InlineData("x.mkv", ".mkv")]
    public async Task Pieces_do_not_say_where_and_by_whom_the_video_was_made(string name, string extension)
    {
        // PCM, so that the pieces of a Matroska file are Matroska too.
        await FfmpegForTests.MakeClipAsync(
            _folder.File(name),
            15,
            more:
            [
                "-f", "lavfi", "-i", "sine=d=15", "-c:a", extension == ".mkv" ? "pcm_s16le" : "aac", "-map", "0", "-map", "1",
                "-metadata", "title=canary", "-metadata", "location=+47.37+008.54/", "-metadata:s:v", "handler_name=canary",
            ]);
        string[] shown = ["-show_entries", "format_tags:stream_tags"];
        Assert.Contains("canary", string.Concat(await FfmpegForTests.ProbeAsync(_folder.File(name), shown)), StringComparison.Ordinal);
        using VideoSplit split = await SplitAsync(name, TenSeconds);
        foreach (VideoPiece piece in split.Pieces)
        {
            Assert.Equal(extension, Path.GetExtension(piece.Path));
            string said = string.Concat(await FfmpegForTests.ProbeAsync(piece.Path, shown));
            Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
            Assert.DoesNotContain("47.37", said, StringComparison.Ordinal);
        }
    }

    [FfmpegFact]
    public async Task A_video_that_was_trimmed_without_encoding_is_cut()
    {
        // Its packets begin before what is shown: an edit hides the first second.
        await FfmpegForTests.MakeClipAsync(_folder.File("long.mp4"), 30, rate: 10, keyEvery: 20);
        await FfmpegForTests.MakeAsync(_folder.File("x.mp4"), "-ss", "1.05", "-i", _folder.File("long.mp4"), "-c", "copy");
        using VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        await AssertPiecesAsync("x.mp4", split, TenSeconds);
    }

    [FfmpegTheory]
    [InlineData("x.mkv", "libx264", "aac", ".mp4")]
    [InlineData("x.mov", "libx264", "pcm_s16le", ".mov")]
    [InlineData("x.avi", "mpeg4", "libmp3lame", ".mp4")]
    [InlineData("x.wmv", "wmv2", "wmav2", ".wmv")]
    [InlineData("x.webm", "libvpx", "libopus", ".mkv")]
    [InlineData("x.3gp", "mpeg4", "aac", ".mp4")]
    public async Task Pieces_are_mp4_where_that_holds_the_codecs(string name, string videoCodec, string audioCodec, string extension)
    {
        await FfmpegForTests.MakeAsync(
            _folder.File(name),
            "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=15", "-f", "lavfi", "-i", "sine=d=15",
            "-c:v", videoCodec, "-g", "20", "-c:a", audioCodec, "-strict", "-2");
        using VideoSplit split = await SplitAsync(name, TenSeconds);
        Assert.All(split.Pieces, piece => Assert.Equal(extension, Path.GetExtension(piece.Path)));
        await AssertPiecesAsync(name, split, TenSeconds);
    }

    [FfmpegFact]
    public async Task Pictures_without_time_stamps_are_cut()
    {
        // AVI stores none, and the order of decoding is not that of showing.
        await FfmpegForTests.MakeAsync(
            _folder.File("x.avi"), "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=15", "-c:v", "mpeg4", "-bf", "2", "-g", "20");
        using VideoSplit split = await SplitAsync("x.avi", TenSeconds);
        Assert.True(split.Pieces.Count >= 2);
        await AssertPiecesAsync("x.avi", split, TenSeconds);
    }

    [FfmpegFact]
    public async Task A_video_without_enough_key_frames_is_too_large()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 15, keyEvery: 1000);
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => SplitAsync("x.mp4", TenSeconds));
        Assert.Equal(ErrorId.FileTooLarge, error.ErrorId);
        Assert.Equal(ErrorCause.VideoCannotBeCut, error.Cause);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [FfmpegFact]
    public async Task A_GIF_cannot_be_cut()
    {
        await FfmpegForTests.MakeAsync(_folder.File("x.gif"), "-f", "lavfi", "-i", "testsrc=s=32x16:r=2:d=15");
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => SplitAsync("x.gif", TenSeconds));
        Assert.Equal(ErrorId.FileTooLarge, error.ErrorId);
        Assert.Equal(ErrorCause.VideoCannotBeCut, error.Cause);
    }

    [FfmpegFact]
    public async Task Once_it_is_disposed_nothing_is_left()
    {
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 15);
        VideoSplit split = await SplitAsync("x.mp4", TenSeconds);
        Assert.All(split.Pieces, piece => Assert.True(File.Exists(piece.Path)));
        split.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
        split.Dispose();
    }

    [FfmpegFact]
    public async Task Canceled_in_the_middle_of_a_cut_it_leaves_neither_a_process_nor_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in is a shell script");
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 15);

        // It begins a piece, says which process it is, and does not end. A pipe without a reader holds it until the test reads its name.
        string said = _folder.File("said");
        FfmpegInstallation slow = await MakeStandInAsync($"echo begun > 0.mp4; echo $$ > {said}; exec /bin/sleep 600");
        await FfmpegForTests.RunAsync("/usr/bin/mkfifo", [said]);
        using var cancellation = new CancellationTokenSource();
        Task<VideoSplit> split = SplitAsync("x.mp4", TenSeconds, slow, cancellation: cancellation.Token);
        int id = int.Parse(await File.ReadAllTextAsync(said, FfmpegForTests.Cancellation), CultureInfo.InvariantCulture);
        Assert.Single(Directory.EnumerateFiles(_folder.Temporary, "0.mp4", SearchOption.AllDirectories));
        using var process = Process.GetProcessById(id);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => split);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    [FfmpegFact]
    public async Task A_cut_that_loses_pictures_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in is a shell script");
        await FfmpegForTests.MakeClipAsync(_folder.File("x.mp4"), 15);
        await FfmpegForTests.MakeClipAsync(_folder.File("other.mp4"), 1);
        FfmpegInstallation lossy = await MakeStandInAsync(
            $"for i in 0 1 2; do /bin/cp {_folder.File("other.mp4")} $i.mp4; /bin/cp $i.mp4 $i.mov; done");
        ClarifaiException error = await Assert.ThrowsAsync<ClarifaiException>(() => SplitAsync("x.mp4", TenSeconds, lossy));
        Assert.Equal(ErrorId.FfmpegFailed, error.ErrorId);
        Assert.Contains("10 frames instead of", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Temporary));
    }

    // Written by another process: a program that this one has open for writing when a parallel test forks cannot be started.
    private async Task<FfmpegInstallation> MakeStandInAsync(string script)
    {
        string program = _folder.File("stand-in");
        await FfmpegForTests.RunAsync("/bin/sh", ["-c", $"printf '%s\\n' '#!/bin/sh' '{script}' > {program} && chmod +x {program}"]);
        return FfmpegForTests.Installation with { Ffmpeg = program };
    }

    private Task<VideoSplit> SplitAsync(
        string name,
        ServiceLimits limits,
        FfmpegInstallation? ffmpeg = null,
        string? temporary = null,
        CancellationToken? cancellation = null) =>
        new VideoSplitter(ffmpeg ?? FfmpegForTests.Installation, temporary ?? _folder.Temporary)
            .SplitAsync(VideoFile.Open(_folder.File(name)), limits, 1000, cancellation ?? FfmpegForTests.Cancellation);

    private Task MakeWithSoundAsync(string name, double seconds) => FfmpegForTests.MakeClipAsync(
        _folder.File(name),
        seconds,
        10,
        20,
        "-f", "lavfi", "-i", FormattableString.Invariant($"sine=d={seconds}"), "-c:a", "aac", "-map", "0", "-map", "1");

    private async Task AssertPiecesAsync(string name, VideoSplit split, ServiceLimits limits)
    {
        Assert.True(split.IsCut);
        (string[] Video, string[] Audio, double[] Times) all = await FfmpegForTests.ReadContentAsync(_folder.File(name));
        var video = new List<string>();
        var audio = new List<string>();
        var placed = new List<double>();
        foreach (VideoPiece piece in split.Pieces)
        {
            Assert.True(new FileInfo(piece.Path).Length <= limits.MaximumVideoBytes);
            (string[] Video, string[] Audio, double[] Times) part = await FfmpegForTests.ReadContentAsync(piece.Path);
            video.AddRange(part.Video);
            audio.AddRange(part.Audio);
            Assert.True(part.Times[^1] - part.Times[0] <= limits.MaximumVideoDuration.TotalSeconds);

            // The first picture of a piece may wait for those that are decoded before it.
            Assert.InRange(part.Times[0], 0, 2);
            placed.AddRange(part.Times.Select(time => time + piece.Start.TotalSeconds));
        }

        Assert.NotEmpty(all.Video);
        Assert.Equal(all.Video, video);
        Assert.Equal(all.Audio, audio);

        // Every frame of a piece is at its time in the whole; only frames before the key frame of an open group are lost.
        Assert.All(placed, time => Assert.Contains(all.Times, expected => Math.Abs(expected - time) < 0.002));
        Assert.InRange(placed.Count, all.Times.Length - (4 * (split.Pieces.Count - 1)), all.Times.Length);

        // Each piece has a clock of its own, which may begin with its sound.
        Assert.All(split.Pieces.Zip(split.Pieces.Skip(1)), pair =>
            Assert.InRange((pair.Second.Start - pair.First.Start - pair.First.Duration).TotalSeconds, -0.5, 0.5));
        AssertSampling(split);
    }

    // As services may sample: at the beginning or in the middle of intervals; with a last one that is not whole if its middle is there, in
    // any case, or not at all. The last way leaves long gaps unless the cuts fit it, which no key frame may allow.
    private static void AssertSampling(VideoSplit split)
    {
        bool fits = split.Pieces.SkipLast(1).All(piece => piece.Duration.TotalMilliseconds % 1000 <= 500);
        (long Shift, long Needed)[] ways = [(0, 1), (500, 1), (500, 501)];
        (long Shift, long Needed)[] waysThatNeedFits = [(0, 1000), (500, 1000)];
        foreach ((long shift, long needed) in fits ? [.. ways, .. waysThatNeedFits] : ways)
        {
            var clock = new PieceClock(1000);
            long last = (long)split.Pieces[0].Start.TotalMilliseconds - 1000;
            int count = 0;
            foreach (VideoPiece piece in split.Pieces)
            {
                double length = piece.Duration.TotalMilliseconds;
                for (long time = 0; time + needed <= length; time += 1000)
                {
                    if (clock.TryPlace(piece, time + shift, out PlacedFrame frame))
                    {
                        Assert.Equal(count++, frame.Index);
                        Assert.InRange(frame.TimeMs - last, 1, 1500);
                        last = frame.TimeMs;
                    }
                }
            }
        }
    }
}
