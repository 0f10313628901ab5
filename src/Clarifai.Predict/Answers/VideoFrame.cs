namespace Clarifai;

/// <summary>One sampled frame of a video with everything the model found in it.</summary>
public sealed class VideoFrame : AnswerSet
{
    /// <param name="origin">Its origin, including the frame.</param>
    /// <param name="observations">What the model found in it.</param>
    /// <param name="regions">Its regions.</param>
    internal VideoFrame(AnswerOrigin origin, IReadOnlyList<Observation> observations, AnswerList<Region> regions)
        : base(origin, observations, regions)
    {
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The number of the sampled frame, from 0.</summary>
    public int Index => Origin.Frame!.Value.Index;

    /// <summary>The frame's time in milliseconds from the start of the video.</summary>
    public long TimeMs => Origin.Frame!.Value.TimeMs;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{TimeSpan.FromMilliseconds(TimeMs):hh\\:mm\\:ss\\.fff} {string.Join(", ", Observations.Take(3))}";

    /// <summary>An answer about an image or a piece of a video, as a frame of the whole video.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="origin">The frame's origin, with its place.</param>
    internal static VideoFrame Place(AnswerSet answer, AnswerOrigin origin) => new(
        origin,
        [.. answer.Observations.Select(observation => observation.Place(origin))],
        new AnswerList<Region>([.. answer.Regions.Select(region => (Region)region.Place(origin))]));
}
