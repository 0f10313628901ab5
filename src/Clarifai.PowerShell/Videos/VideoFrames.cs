namespace Clarifai.PowerShell;

/// <summary>The frames of a video, extracted on this machine one after another.</summary>
internal sealed class VideoFrames : IDisposable
{
    private readonly LocalVideo _video;
    private readonly FrameSampler _sampler;

    private VideoFrames(LocalVideo video, FrameSampler sampler)
    {
        _video = video;
        _sampler = sampler;
    }

    /// <exception cref="ClarifaiException">ffmpeg is not installed, or the video cannot be read.</exception>
    public static async Task<VideoFrames> OpenAsync(
        PredictInput input, int sampleMs, int? maximumDimension, CancellationToken cancellation)
    {
        LocalVideo video = await LocalVideo.OpenAsync(input, cancellation).ConfigureAwait(false);
        try
        {
            FfmpegInstallation ffmpeg = FfmpegLocator.Find();
            var options = new FrameSamplerOptions { SampleMs = sampleMs, MaximumDimension = maximumDimension };
            return new VideoFrames(video, await FrameSampler.OpenAsync(ffmpeg, video.File, options, cancellation).ConfigureAwait(false));
        }
        catch
        {
            video.Dispose();
            throw;
        }
    }

    /// <returns>Null after the last one.</returns>
    /// <exception cref="ClarifaiException">The video is damaged or ends early; its frames have been returned by then.</exception>
    public Task<SampledFrame?> ReadNextAsync() => _sampler.ReadNextAsync();

    public void Dispose()
    {
        _sampler.Dispose();
        _video.Dispose();
    }
}
