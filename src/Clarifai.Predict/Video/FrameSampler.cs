using System.Globalization;

namespace Clarifai;

/// <summary>
/// Extracts frames from a video while ffmpeg decodes it. They arrive through a pipe, one at a time and as fast as they are requested: none
/// is written to disk, and a slow caller makes ffmpeg wait. If the interval is much longer than the distance between key frames, ffmpeg is
/// started for each frame and seeks it instead of decoding everything in between. Disposing it ends ffmpeg.
/// </summary>
internal sealed class FrameSampler(
    FfmpegInstallation ffmpeg, VideoFile video, VideoInfo info, FrameSamplerOptions options, CancellationToken cancellation) : IDisposable
{
    // The shortest interval for which looking up the key frames is worthwhile.
    private const int SeekFromMs = 2000;

    // All frames are key frames.
    private static readonly string[] IntraCodecs =
        ["cfhd", "dnxhd", "dvvideo", "ffv1", "ffvhuff", "huffyuv", "jpeg2000", "mjpeg", "png", "prores", "rawvideo", "v210"];

    // Starting ffmpeg and seeking mostly use a single core.
    private const int SoughtAtOnce = 2;

    // Timestamps are rounded to a millisecond, twice.
    private const int RoundingMs = 2;

    private readonly (int Width, int Height) _size =
        Fit(info.DisplayWidth, info.DisplayHeight, options.MaximumPixels, options.MaximumDimension);

    private readonly Queue<(TimeSpan Time, FfmpegProcess Process)> _seeking = new();

    private VideoIndex? _index;
    private Queue<TimeSpan>? _sought;
    private FfmpegProcess? _process;
    private MatroskaFrameReader? _frames;
    private MatroskaFrame? _pending;
    private ClarifaiException? _failure;
    private double _lastInterval = double.NegativeInfinity;
    private double _endMs = double.NegativeInfinity;
    private int _count;
    private long? _startMs;

    /// <summary>The process's id, for tests.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>True if ffmpeg seeks each frame.</summary>
    public bool IsSeeking => _sought is not null;

    private long RawLength => (long)_size.Width * _size.Height * (options.Encoding is FrameEncoding.Rgb ? 3 : 4);

    /// <summary>Starts to extract frames; the token ends it at any time.</summary>
    /// <exception cref="ClarifaiException">
    /// The file is damaged (FfmpegFailed), its frames are too large (FileTooLarge) or it is too long (VideoTooLong).
    /// </exception>
    public static async Task<FrameSampler> OpenAsync(
        FfmpegInstallation ffmpeg, VideoFile video, FrameSamplerOptions options, CancellationToken cancellation = default)
    {
        if (options.SampleMs <= 0 || options.MaximumPixels <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The interval and the limit on pixels must be positive.");
        }

        VideoInfo info = await VideoProbe.ReadAsync(ffmpeg, video, cancellation).ConfigureAwait(false);
        if ((long)info.Width * info.Height > options.MaximumDecodedPixels)
        {
            throw new ClarifaiException(
                ErrorId.FileTooLarge,
                $"'{video}' has frames of {info.Width} x {info.Height} pixels; the limit is {options.MaximumDecodedPixels:N0} pixels.");
        }

        var sampler = new FrameSampler(ffmpeg, video, info, options, cancellation);
        await sampler.StartAsync().ConfigureAwait(false);
        return sampler;
    }

    /// <summary>Returns the next frame. The frame after it is decoded first, as that determines how long this one is shown.</summary>
    /// <returns>The frame; null after the last one.</returns>
    /// <exception cref="ClarifaiException">
    /// The video is damaged (FfmpegFailed), thrown after the frames that could be decoded, or it is too long (VideoTooLong).
    /// </exception>
    public async Task<SampledFrame?> ReadNextAsync()
    {
        if (_count == 0)
        {
            _pending = await ReadNextPictureAsync().ConfigureAwait(false) ?? throw Failed("none of its frames could be decoded.");
        }

        if (_pending is not { } frame)
        {
            return _failure is null ? null : throw _failure;
        }

        _pending = await ReadNextPictureAsync().ConfigureAwait(false);

        // A last interval of less than half its length does not count.
        double until = _pending is not null ? _lastInterval : Math.Round(_endMs / options.SampleMs, MidpointRounding.AwayFromZero);
        var places = new List<PlacedFrame> { new(_count++, frame.TimeMs) };
        for (double interval = IntervalOf(frame.TimeMs) + 1; interval < until; interval++)
        {
            places.Add(new PlacedFrame(_count++, (long)interval * options.SampleMs));
        }

        return new SampledFrame(places, _size.Width, _size.Height, frame.Content);
    }

    /// <summary>Ends ffmpeg if it is still running.</summary>
    public void Dispose()
    {
        _process?.Dispose();
        StopSeeking();
    }

    public static (int Width, int Height) Fit(int width, int height, int maximumPixels, int? maximumDimension = null)
    {
        double scale = Math.Min(
            Math.Sqrt((double)maximumPixels / ((double)width * height)),
            maximumDimension is { } longest ? (double)longest / Math.Max(width, height) : 1);
        return scale >= 1 ? (width, height) : (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
    }

    private double IntervalOf(long timeMs) => Math.Floor((double)timeMs / options.SampleMs);

    private async Task StartAsync()
    {
        if (options.MaximumDuration is not null || options.SampleMs >= SeekFromMs)
        {
            VideoIndex index = await ReadIndexAsync().ConfigureAwait(false);
            ThrowIfLonger(index.Duration);
            if (IsWorthSeeking(index))
            {
                IEnumerable<TimeSpan> sought = index.Pictures
                    .GroupBy(picture => Math.Floor((picture.TotalMilliseconds + 0.5) / options.SampleMs))
                    .Select(interval => interval.First());
                _sought = new Queue<TimeSpan>(sought);
                return;
            }
        }

        ReadFrom(Start(WholeVideo()));
    }

    // Other containers have no index for seeking, or count frames instead of storing their times. Where each frame is called a key frame,
    // the list of the real ones is missing: from the middle of a group, decoders show gray frames without an error.
    private bool IsWorthSeeking(VideoIndex index)
    {
        double intervals = index.Duration.TotalMilliseconds / options.SampleMs;
        double pixels = (double)info.Width * info.Height;
        return options.SampleMs >= SeekFromMs
            && video.Demuxer is "mov" or "matroska"
            && (index.Groups.Count < index.Pictures.Count || IntraCodecs.Contains(info.Codec))
            && index.Pictures.Count / intervals > ((double)index.Pictures.Count / index.Groups.Count) + (options.PixelsPerSeek / pixels);
    }

    private async Task<VideoIndex> ReadIndexAsync() =>
        _index ??= await VideoIndex.ReadAsync(ffmpeg, video, info with { AudioStreams = [] }, cancellation).ConfigureAwait(false);

    private async Task<MatroskaFrame?> ReadNextPictureAsync()
    {
        MatroskaFrame? frame = null;
        try
        {
            frame = (_sought is null ? null : await SeekAsync().ConfigureAwait(false)) ?? await ReadOnAsync().ConfigureAwait(false);
        }
        catch (ClarifaiException e) when (_startMs is not null && e.ErrorId is ErrorId.FfmpegFailed)
        {
            // The frames decoded so far are returned first.
            _failure = e;
        }

        if (frame is null)
        {
            return null;
        }

        if (options.Encoding is not FrameEncoding.Jpeg && frame.Content.Length != RawLength)
        {
            throw Failed($"a frame has {frame.Content.Length:N0} bytes instead of {RawLength:N0}.");
        }

        _lastInterval = IntervalOf(frame.TimeMs);
        _startMs ??= frame.TimeMs;
        ThrowIfLonger(TimeSpan.FromMilliseconds(frame.TimeMs - _startMs.Value));
        return frame;
    }

    // Null at the end, and if a frame is not the one announced by its packet: then the whole video is decoded from there on.
    private async Task<MatroskaFrame?> SeekAsync()
    {
        while (_sought!.Count > 0 && _seeking.Count < SoughtAtOnce)
        {
            TimeSpan next = _sought.Dequeue();
            _seeking.Enqueue((next, Start(OneFrame(next))));
        }

        if (_seeking.Count == 0)
        {
            return null;
        }

        (TimeSpan time, FfmpegProcess process) = _seeking.Dequeue();
        ReadFrom(process);
        MatroskaFrame? frame = null;
        try
        {
            frame = await ReadAsync().ConfigureAwait(false);
        }
        catch (ClarifaiException e) when (e.ErrorId is ErrorId.FfmpegFailed)
        {
            // ffmpeg's error for the whole video is the better reason.
        }

        if (frame is not null && Math.Abs(frame.TimeMs - time.TotalMilliseconds) <= RoundingMs)
        {
            return frame;
        }

        _sought = null;
        StopSeeking();
        ReadFrom(Start(WholeVideo()));
        return null;
    }

    private void StopSeeking()
    {
        while (_seeking.Count > 0)
        {
            _seeking.Dequeue().Process.Dispose();
        }
    }

    // Null at the end.
    private async Task<MatroskaFrame?> ReadOnAsync()
    {
        if (_sought is not null)
        {
            VideoIndex packets = await ReadIndexAsync().ConfigureAwait(false);
            _endMs = (packets.End - packets.FileStart).TotalMilliseconds;
            return packets.Damage is null ? null : throw packets.Damage.ToError(video);
        }

        while (await ReadAsync().ConfigureAwait(false) is { } frame)
        {
            if (IntervalOf(frame.TimeMs) > _lastInterval)
            {
                return frame;
            }
        }

        await EndAsync().ConfigureAwait(false);
        return null;
    }

    private async Task EndAsync()
    {
        try
        {
            await _process!.ExpectSuccessAsync().ConfigureAwait(false);
        }
        finally
        {
            _endMs = _process!.LastPicture?.TotalMilliseconds ?? _endMs;
        }

        if (_startMs is null)
        {
            return;
        }

        if (_process.Damage is { } damage)
        {
            throw damage.ToError(video);
        }

        VideoIndex index = await ReadIndexAsync().ConfigureAwait(false);
        _endMs = (index.End - index.FileStart).TotalMilliseconds;
    }

    private void ThrowIfLonger(TimeSpan duration)
    {
        if (options.MaximumDuration is { } longest && duration > longest)
        {
            throw new ClarifaiException(ErrorId.VideoTooLong, $"'{video}' is longer than {longest.TotalMinutes:0.##} minutes.");
        }
    }

    private FfmpegProcess Start(IEnumerable<string> arguments) =>
        FfmpegProcess.Start(ffmpeg.Ffmpeg, arguments, video, null, options.Limits, cancellation);

    private void ReadFrom(FfmpegProcess process)
    {
        _process?.Dispose();
        _process = process;

        // A JPEG is never larger than its pixels.
        _frames = new MatroskaFrameReader(_process.Output, Math.Max(4L * _size.Width * _size.Height, 65536));
    }

    private IEnumerable<string> WholeVideo()
    {
        // The first frame of each interval: half a millisecond allows for rounded timestamps. If the video changes its size, ffmpeg
        // recreates the filters, which lose their state: the reader skips the extra frame that is selected there, and the size is specified
        // as numbers.
        string now = $"floor((t*1000+0.5)/{options.SampleMs})";
        string before = $"floor((prev_selected_t*1000+0.5)/{options.SampleMs})";
        return
        [
            .. Input(),
            "-vf", $"{FfmpegArguments.LogFrames},select='isnan(prev_selected_t)+gt({now},{before})',{Scaling}",
            .. Output(),
        ];
    }

    // The first frame at or after a time, with its own timestamp.
    private IEnumerable<string> OneFrame(TimeSpan time)
    {
        string seek = Math.Max(0, _index!.FindSeekTime(time).TotalSeconds).ToString("F6", CultureInfo.InvariantCulture);
        string from = (time.TotalSeconds - 0.0005).ToString("F6", CultureInfo.InvariantCulture);
        return
        [
            .. Input("-copyts", "-start_at_zero", "-noaccurate_seek", "-ss", seek),
            "-frames:v", "1", "-vf", $"select='gte(t,{from})',{Scaling}",
            .. Output(),
        ];
    }

    private string Scaling => $"scale={_size.Width}:{_size.Height},setsar=1";

    private IEnumerable<string> Input(params string[] seek) =>
    [
        .. FfmpegArguments.Ffmpeg(video, ["-fflags", "+genpts", "-max_pixels", $"{options.MaximumDecodedPixels}", .. seek]),
        "-map", $"0:{info.VideoStream}",
    ];

    // The time base preserves the frames' timestamps: without it they would be moved to multiples of the frame interval.
    private IEnumerable<string> Output() =>
    [
        .. Encoder(options.Encoding),
        "-enc_time_base", "1:1000", "-map_metadata", "-1", "-allow_raw_vfw", "1", "-flush_packets", "1", "-f", "matroska", "pipe:1",
    ];

    private static string[] Encoder(FrameEncoding encoding) => encoding switch
    {
        FrameEncoding.Bgra => ["-c:v", "rawvideo", "-pix_fmt", "bgra"],
        FrameEncoding.Rgb => ["-c:v", "rawvideo", "-pix_fmt", "rgb24"],
        _ => ["-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p"],
    };

    private async Task<MatroskaFrame?> ReadAsync()
    {
        try
        {
            return await _frames!.ReadAsync().ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            // If ffmpeg has failed, its own error is the better reason.
            await _process!.RunToEndAsync().ConfigureAwait(false);
            throw Failed(e.Message, e);
        }
    }

    private ClarifaiException Failed(string why, Exception? inner = null) =>
        new(ErrorId.FfmpegFailed, $"ffmpeg could not read '{video}': {why}", inner);
}
