namespace Clarifai.PowerShell;

/// <summary>A frame that was extracted on this machine and is sent as an image.</summary>
internal sealed class FramePart : VideoPart
{
    private readonly IReadOnlyList<PlacedFrame> _places;

    public FramePart(VideoTrack track, SampledFrame frame)
        : base(track) => _places = frame.Places;

    public override InputPart Place => new(Track.Input, Start: null, [.. _places.Select(place => (place.Index, place.TimeMs))]);

    public override IEnumerable<VideoFrame> Frames(PredictOutput output) =>
        _places.Select(place => VideoFrame.Place(output, Track.Origin(output).At(place)));
}
