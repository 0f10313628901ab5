namespace Clarifai.PowerShell;

/// <summary>A frame that was taken on this machine and is sent as a picture.</summary>
internal sealed class FramePart : VideoPart
{
    private readonly int _index;
    private readonly long _timeMs;

    public FramePart(VideoTrack track, SampledFrame frame)
        : base(track)
    {
        _index = frame.Index;
        _timeMs = frame.TimeMs;
    }

    public override IEnumerable<VideoFrame> Frames(PredictOutput output) =>
        [VideoFrame.Place(Track.Origin(output), _index, _timeMs, output.Concepts, output.Regions)];
}
