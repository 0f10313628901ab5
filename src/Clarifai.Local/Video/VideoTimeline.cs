using Clarifai.Local.Inference;

namespace Clarifai.Local.Video;

/// <summary>
/// Puts what was said of a video's frames on the clock of the service: one frame an interval, at 0, 1000, 2000 ms and so on. A picture that
/// is shown for longer than an interval has no frame of its own in the next ones: it is what one sees there all the same.
/// </summary>
internal sealed class VideoTimeline(int sampleMs)
{
    // Time stamps are rounded to a millisecond, twice.
    private const int RoundingMs = 2;

    private readonly List<IPrediction> _frames = [];

    /// <summary>Adds a video's next frame.</summary>
    /// <param name="timeMs">Its time from the first frame, which is at 0.</param>
    /// <param name="prediction">What was said of it.</param>
    public void Add(long timeMs, IPrediction prediction)
    {
        FillTo((timeMs + RoundingMs) / sampleMs);
        _frames.Add(prediction);
    }

    /// <summary>Ends the video: its last picture is seen until then.</summary>
    /// <param name="duration">The video's length; null where nobody knows.</param>
    public VideoPrediction End(TimeSpan? duration)
    {
        // Lengths are rounded up to a frame of sound or picture: the end of less than half an interval is none.
        FillTo(duration is { } length ? (long)Math.Round(length.TotalMilliseconds / sampleMs, MidpointRounding.AwayFromZero) : 0);
        return new VideoPrediction(_frames, sampleMs);
    }

    private void FillTo(long interval)
    {
        while (_frames.Count > 0 && _frames.Count < interval)
        {
            _frames.Add(_frames[^1]);
        }
    }
}
