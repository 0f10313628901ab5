using System.Globalization;

namespace Clarifai;

/// <summary>
/// Takes frames from a video while ffmpeg decodes it. They come over a pipe, one at a time and as fast as they are asked for: none is
/// written to disk, and a caller that is slow makes ffmpeg wait. Disposing it ends ffmpeg.
/// </summary>
internal sealed class FrameSampler(
    VideoFile video, FfmpegProcess process, FrameSamplerOptions options, long delayMs, int width, int height) : IDisposable
{
    // No JPEG is longer than its pixels.
    private readonly MatroskaFrameReader _frames = new(process.Output, Math.Max(4L * width * height, 65536));
    private int _count;
    private long? _startMs;
    private double _lastInterval = double.NegativeInfinity;

    /// <summary>The process's id, for tests.</summary>
    public int ProcessId => process.Id;

    private long RawLength => (long)width * height * (options.Encoding is FrameEncoding.Rgb ? 3 : 4);

    /// <summary>Starts to take frames; the token ends it, at any time.</summary>
    /// <exception cref="ClarifaiException">The file is broken (FfmpegFailed) or its frames are too large (FileTooLarge).</exception>
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
                $"'{video}' has frames of {info.Width} x {info.Height} pixels; ones of up to {options.MaximumDecodedPixels:N0} pixels are "
                + "decoded.");
        }

        (int width, int height) = Fit(info.DisplayWidth, info.DisplayHeight, options.MaximumPixels);
        var process = FfmpegProcess.Start(
            ffmpeg.Ffmpeg, Arguments(video, info, options, width, height), video, null, options.Limits, cancellation);
        return new FrameSampler(video, process, options, info.PictureDelayMs, width, height);
    }

    /// <summary>Takes the next frame.</summary>
    /// <returns>The frame; null when there are no more.</returns>
    /// <exception cref="ClarifaiException">The video is broken (FfmpegFailed) or has too many frames (VideoTooLong).</exception>
    public async Task<SampledFrame?> ReadNextAsync()
    {
        MatroskaFrame? frame;
        double interval;
        do
        {
            frame = await ReadAsync().ConfigureAwait(false);
            if (frame is null)
            {
                await process.ExpectSuccessAsync().ConfigureAwait(false);
                return _count > 0 ? null : throw Failed("none of its frames could be decoded.");
            }

            interval = Math.Floor((double)(frame.TimeMs - delayMs) / options.SampleMs);
        }
        while (interval <= _lastInterval);

        if (_count == options.MaximumFrames)
        {
            throw new ClarifaiException(ErrorId.VideoTooLong, $"'{video}' has more than {_count} frames at {options.SampleMs} ms.");
        }

        if (options.Encoding is not FrameEncoding.Jpeg && frame.Content.Length != RawLength)
        {
            throw Failed($"a frame has {frame.Content.Length:N0} bytes instead of {RawLength:N0}.");
        }

        _lastInterval = interval;
        _startMs ??= frame.TimeMs;
        return new SampledFrame(_count++, frame.TimeMs - _startMs.Value, width, height, frame.Content);
    }

    /// <summary>Ends ffmpeg, if it has not ended by itself.</summary>
    public void Dispose() => process.Dispose();

    public static (int Width, int Height) Fit(int width, int height, int maximumPixels)
    {
        double scale = Math.Sqrt((double)maximumPixels / ((double)width * height));
        return scale >= 1 ? (width, height) : (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
    }

    private static IEnumerable<string> Arguments(VideoFile video, VideoInfo info, FrameSamplerOptions options, int width, int height)
    {
        // Of each interval the first frame: half a millisecond forgives time stamps that are rounded. Where the video changes its size,
        // ffmpeg makes the filters anew and they forget everything: so the start is given as a number, the one more frame that is selected
        // there is passed over by the reader, and the size is given as numbers too. The time base keeps the frames' own time stamps:
        // without it they would be moved to the multiples of the frame rate.
        string mostPixels = options.MaximumDecodedPixels.ToString(CultureInfo.InvariantCulture);
        string delay = info.PictureDelayMs.ToString(CultureInfo.InvariantCulture);
        string interval = options.SampleMs.ToString(CultureInfo.InvariantCulture);
        string now = $"floor((t*1000-{delay}+0.5)/{interval})";
        string before = $"floor((prev_selected_t*1000-{delay}+0.5)/{interval})";
        return
        [
            .. FfmpegArguments.Ffmpeg(video, "-fflags", "+genpts", "-max_pixels", mostPixels),
            "-map", $"0:{info.VideoStream}",
            "-vf", $"select='isnan(prev_selected_t)+gt({now},{before})',scale={width}:{height},setsar=1",
            .. Encoder(options.Encoding),
            "-enc_time_base", "1:1000", "-map_metadata", "-1", "-allow_raw_vfw", "1", "-flush_packets", "1", "-f", "matroska", "pipe:1",
        ];
    }

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
            return await _frames.ReadAsync().ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            // If ffmpeg has failed, what it says about it is the better reason.
            await process.RunToEndAsync().ConfigureAwait(false);
            throw Failed(e.Message, e);
        }
    }

    private ClarifaiException Failed(string why, Exception? inner = null) =>
        new(ErrorId.FfmpegFailed, $"ffmpeg could not read '{video}': {why}", inner);
}
