namespace Clarifai.PowerShell;

/// <summary>A frame that was taken on this machine and is sent as a picture.</summary>
internal sealed class FramePart : VideoPart
{
    private readonly PlacedFrame _frame;

    public FramePart(VideoTrack track, SampledFrame frame)
        : base(track) => _frame = new PlacedFrame(frame.Index, frame.TimeMs);

    public override IEnumerable<VideoFrame> Frames(PredictOutput output) =>
        [VideoFrame.Place(Track.Origin(output), _frame, output.Observations, output.Regions)];
}
