namespace Clarifai;

/// <summary>Where an input that is a part of a video belongs in it.</summary>
/// <param name="Video">The video.</param>
/// <param name="Start">For a piece, when its clock is 0, in milliseconds from the start of the video; null for a frame.</param>
/// <param name="Frames">The numbers and times at which a frame is shown; empty for a piece.</param>
internal sealed record InputPart(PredictInput Video, long? Start, IReadOnlyList<(int Index, long TimeMs)> Frames)
{
    /// <summary>The part as JSON.</summary>
    public byte[] Text { get; } = JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("video", Video.Name);
        if (Start is { } start)
        {
            json.WriteNumber("start_ms", start);
        }
        else
        {
            json.WriteStartArray("frames");
            foreach ((int index, long time) in Frames)
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                json.WriteNumber("time_ms", time);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });
}
