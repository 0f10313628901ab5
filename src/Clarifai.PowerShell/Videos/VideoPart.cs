namespace Clarifai.PowerShell;

/// <summary>A part of a video that is sent as a separate input.</summary>
internal abstract class VideoPart
{
    protected VideoPart(VideoTrack track) => Track = track;

    public VideoTrack Track { get; }

    /// <summary>Where it belongs in the video.</summary>
    public abstract InputPart Place { get; }

    /// <summary>The frames of the whole video in an answer for this part.</summary>
    public abstract IEnumerable<VideoFrame> Frames(PredictOutput output);
}
