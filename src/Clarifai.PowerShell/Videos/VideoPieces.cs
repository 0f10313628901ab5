namespace Clarifai.PowerShell;

/// <summary>A video in pieces within the service's limits, and their files.</summary>
internal sealed class VideoPieces : IDisposable
{
    private readonly LocalVideo _video;
    private readonly VideoSplit _split;

    private VideoPieces(LocalVideo video, VideoSplit split)
    {
        _video = video;
        _split = split;
    }

    public bool IsCut => _split.IsCut;

    /// <summary>Where the video ends early or is damaged; null if it is intact as far as known.</summary>
    public ClarifaiException? Damage => _split.Damage?.ToError(_video.File);

    public IReadOnlyList<VideoPiece> All => _split.Pieces;

    /// <exception cref="ClarifaiException">ffmpeg is not installed, or the video cannot be cut.</exception>
    public static async Task<VideoPieces> CutAsync(PredictInput input, ServiceLimits limits, int sampleMs, CancellationToken cancellation)
    {
        LocalVideo video = await LocalVideo.OpenAsync(input, cancellation).ConfigureAwait(false);
        try
        {
            var splitter = new VideoSplitter(FfmpegLocator.Find());
            return new VideoPieces(video, await splitter.SplitAsync(video.File, limits, sampleMs, cancellation).ConfigureAwait(false));
        }
        catch
        {
            video.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _split.Dispose();
        _video.Dispose();
    }
}
