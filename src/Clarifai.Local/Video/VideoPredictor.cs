using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Clarifai.Local.Imaging;
using Clarifai.Local.Inference;
using Clarifai.Local.Protocol;

namespace Clarifai.Local.Video;

/// <summary>
/// Runs a model on the frames of a video while ffmpeg decodes it. Each frame waits for a core like an image, so that a video never takes
/// all of them; a video that is slow to arrive or decode holds none. Only the video is written to disk, as ffmpeg has to seek in it, in a
/// private folder that is deleted afterwards.
/// </summary>
internal sealed class VideoPredictor(InputFetcher fetcher, ServiceLimits limits, VideoRunLimits run) : IAsyncDisposable
{
    private static readonly int FramesInFlight = Environment.ProcessorCount;

    private readonly SemaphoreSlim _accepted = new(run.Accepted);
    private readonly SemaphoreSlim _atOnce = new(run.AtOnce);

    /// <summary>Predicts on a video, specified by its bytes or its URL.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="url">The address to download it from.</param>
    /// <param name="sampling">Which frames.</param>
    /// <param name="framePixels">The most pixels of a frame that are needed.</param>
    /// <param name="look">Runs the model on one frame, passed as an image file.</param>
    /// <param name="cancellation">Cancels it, and stops ffmpeg.</param>
    /// <exception cref="InputRejectedException">The video cannot be downloaded or read, or exceeds a limit.</exception>
    /// <exception cref="RequestRejectedException">Too many videos are being processed.</exception>
    public async Task<IPrediction> PredictAsync(
        ReadOnlyMemory<byte>? content,
        string? url,
        VideoSampling sampling,
        int framePixels,
        Func<ReadOnlyMemory<byte>, Task<IPrediction>> look,
        CancellationToken cancellation)
    {
        if (!await _accepted.WaitAsync(run.Patience, cancellation))
        {
            throw new RequestRejectedException(
                HttpStatusCode.TooManyRequests, StatusCodes.Throttled, $"{run.Accepted} videos are being processed: try again later.");
        }

        try
        {
            using var workspace = VideoWorkspace.Create();
            try
            {
                FfmpegInstallation ffmpeg = FfmpegLocator.Find();
                VideoFile video = await SaveAsync(workspace, content, url, cancellation);
                await _atOnce.WaitAsync(cancellation);
                try
                {
                    (IPrediction prediction, ClarifaiException? damage) =
                        await WatchAsync(ffmpeg, video, sampling.SampleMs, framePixels, look, cancellation);
                    return damage is null ? prediction : throw Rejected(damage, workspace, prediction);
                }
                finally
                {
                    _ = _atOnce.Release();
                }
            }
            catch (ClarifaiException failure)
            {
                throw Rejected(failure, workspace);
            }
        }
        finally
        {
            _ = _accepted.Release();
        }
    }

    /// <summary>
    /// Waits for the videos in progress: their ffmpeg processes must end and their files be deleted before this process ends.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        for (int video = 0; video < run.Accepted; video++)
        {
            await _accepted.WaitAsync();
        }
    }

    private static int CodeOf(ClarifaiException failure) => failure.ErrorId switch
    {
        ErrorId.FileTooLarge or ErrorId.VideoTooLong => StatusCodes.InputOverLimit,
        ErrorId.UnsupportedMediaType => StatusCodes.InputUnsupportedFormat,
        ErrorId.FfmpegNotFound => StatusCodes.EngineLacksFfmpeg,
        ErrorId.FileReadFailed => StatusCodes.InputDownloadFailed,
        _ => StatusCodes.ImageDecodeFailed,
    };

    private static InputRejectedException Rejected(ClarifaiException failure, VideoWorkspace workspace, IPrediction? seen = null) =>
        new(CodeOf(failure), HidePath(failure, workspace.Folder), failure, seen);

    // The path of temporary files is not revealed to clients.
    private static string HidePath(ClarifaiException failure, string folder)
    {
        string name = failure.ErrorId is ErrorId.UnsupportedMediaType ? "file" : "video";
        return Regex.Replace(
            failure.Message,
            $@"'?(file:)?{Regex.Escape(folder)}[^'\s:|]*'?",
            path => $"{(path.Index == 0 ? "The" : "the")} {name}",
            RegexOptions.CultureInvariant);
    }

    private async Task<VideoFile> SaveAsync(
        VideoWorkspace workspace, ReadOnlyMemory<byte>? content, string? url, CancellationToken cancellation)
    {
        if (content is { } video)
        {
            using Stream stream = MemoryMarshal.TryGetArray(video, out ArraySegment<byte> bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
                : throw new InvalidOperationException("A request's body is an array.");
            return await workspace.SaveAsync(stream, limits.MaximumVideoBytes, cancellation: cancellation);
        }

        return url is not null
            ? await fetcher.FetchAsync(
                url, run.DownloadTimeout, (download, length, token) => DownloadAsync(workspace, download, length, token), cancellation)
            : throw new InputRejectedException(
                StatusCodes.InputInvalidArgument, "The input contains neither the URL nor the bytes of a video.");
    }

    private async Task<VideoFile> DownloadAsync(VideoWorkspace workspace, Stream content, long? length, CancellationToken cancellation) =>
        length > limits.MaximumVideoUrlBytes
            ? throw new ClarifaiException(
                ErrorId.FileTooLarge, $"The video at the URL has {length:N0} bytes; the limit is {limits.MaximumVideoUrlBytes:N0}.")
            : await workspace.SaveAsync(content, limits.MaximumVideoUrlBytes, cancellation: cancellation);

    private async Task<(IPrediction Seen, ClarifaiException? Damage)> WatchAsync(
        FfmpegInstallation ffmpeg,
        VideoFile video,
        int sampleMs,
        int framePixels,
        Func<ReadOnlyMemory<byte>, Task<IPrediction>> look,
        CancellationToken cancellation)
    {
        var options = new FrameSamplerOptions
        {
            SampleMs = sampleMs,
            Encoding = FrameEncoding.Bgra,
            MaximumPixels = framePixels,
            MaximumDecodedPixels = (int)PictureDecoder.MaximumPixels,
            MaximumDuration = limits.MaximumVideoDuration,
            Limits = run.Ffmpeg,
        };
        var seen = new List<(PlacedFrame Place, IPrediction Prediction)>();
        var looking = new Queue<(IReadOnlyList<PlacedFrame> Places, Task<IPrediction> Prediction)>();
        ClarifaiException? damage = null;
        using FrameSampler frames = await FrameSampler.OpenAsync(ffmpeg, video, options, cancellation);
        try
        {
            while (await ReadNextAsync() is { } frame)
            {
                if (looking.Count == FramesInFlight)
                {
                    await TakeNextAsync();
                }

                looking.Enqueue((frame.Places, look(FramePicture.Of(frame.Width, frame.Height, frame.Content))));
            }

            while (looking.Count > 0)
            {
                await TakeNextAsync();
            }
        }
        finally
        {
            // Frames in progress must be finished before the model may be disposed.
            await Task.WhenAll(looking.Select(next => (Task)next.Prediction)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (new VideoPrediction(seen), damage);

        async Task TakeNextAsync()
        {
            (IReadOnlyList<PlacedFrame> places, Task<IPrediction> looked) = looking.Dequeue();
            IPrediction frame = await looked;
            seen.AddRange(places.Select(place => (place, frame)));
        }

        async Task<SampledFrame?> ReadNextAsync()
        {
            try
            {
                return await frames.ReadNextAsync();
            }
            catch (ClarifaiException failure) when (failure.ErrorId is ErrorId.FfmpegFailed && looking.Count > 0)
            {
                damage = failure;
                return null;
            }
        }
    }
}
