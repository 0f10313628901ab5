namespace Clarifai.PowerShell;

/// <summary>A part of a video that is sent as an input of its own.</summary>
internal abstract class VideoPart
{
    protected VideoPart(VideoTrack track) => Track = track;

    public VideoTrack Track { get; }

    /// <summary>The frames of the whole video that an answer about this part holds.</summary>
    public abstract IEnumerable<VideoFrame> Frames(PredictOutput output);
}
