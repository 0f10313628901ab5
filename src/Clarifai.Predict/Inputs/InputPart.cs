using System.Text.Json.Nodes;

namespace Clarifai;

/// <summary>Where an input that is a part of a video belongs in it.</summary>
/// <param name="Video">The video.</param>
/// <param name="Start">For a piece, when its clock is 0, in milliseconds from the start of the video; null for a frame.</param>
/// <param name="Frames">The numbers and times at which a frame is shown; empty for a piece.</param>
internal sealed record InputPart(PredictInput Video, long? Start, IReadOnlyList<(int Index, long TimeMs)> Frames)
{
    /// <summary>The part as JSON.</summary>
    public byte[] Text { get; } = JsonText.Of(Start is { } start
        ? new JsonObject { ["video"] = Video.Name, ["start_ms"] = start }
        : new JsonObject
        {
            ["video"] = Video.Name,
            ["frames"] = new JsonArray([.. Frames.Select(frame => new JsonObject { ["index"] = frame.Index, ["time_ms"] = frame.TimeMs })]),
        });
}
