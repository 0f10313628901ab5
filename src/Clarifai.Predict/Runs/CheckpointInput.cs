using System.Text.Json;

namespace Clarifai;

/// <summary>An input as a checkpoint's line tells it.</summary>
internal sealed class CheckpointInput
{
    private readonly long? _start;
    private readonly IReadOnlyList<PlacedFrame> _places;

    /// <param name="line">The line.</param>
    /// <param name="root">Where the files are here that were named relative to a root; null for where they were.</param>
    public CheckpointInput(JsonElement line, InputRoot? root)
    {
        JsonElement identity = line.Find("input"u8);
        JsonElement part = line.Find("part"u8);
        string? source = line.FindText("source"u8);

        // Only what is not a file, and a file below a root, has a source beside its name.
        string? name = part.FindText("video"u8) ?? identity.FindText("path"u8);
        bool isFile = name is not null && name != source;
        bool isBelowRoot = isFile && source is not null;
        string? address = identity.FindText("url_sha256"u8);
        IsNameless = source is null && name is null;
        _start = part.Find("start_ms"u8).ValueKind is JsonValueKind.Number ? part.FindInteger("start_ms"u8) : null;
        _places = [.. part.FindItems("frames"u8).Select(PlaceOf)];
        Origin = new InputOrigin(
            isBelowRoot && root is not null ? root.PathOf(name!) : source ?? name ?? $"sha256 {address ?? identity.FindText("sha256"u8)}",
            part.ValueKind is JsonValueKind.Object ? MediaKind.Video : KindOf(identity.FindText("kind"u8)),
            Index: null,
            isFile,
            address is not null && !IsNameless);
    }

    /// <summary>The input as answers show it.</summary>
    public InputOrigin Origin { get; }

    /// <summary>True if the line has only a hash of it, which then is its source: older lines do not name everything.</summary>
    public bool IsNameless { get; }

    /// <summary>The answer about this input, as one about the video that it is a part of.</summary>
    /// <param name="output">The answer.</param>
    /// <param name="sampleMs">Milliseconds between the frames of the video.</param>
    public PredictOutput Place(PredictOutput output, long sampleMs)
    {
        IReadOnlyList<VideoFrame>? frames = _start is { } start
            ? [.. output.Frames.Select(frame => VideoFrame.Place(frame, output.Origin.At(InVideo(start + frame.TimeMs))))]
            : _places.Count > 0 ? [.. _places.Select(place => VideoFrame.Place(output, output.Origin.At(place)))]
            : null;
        return frames is null ? output : new PredictOutput(
            output.Origin, [.. frames.SelectMany(frame => frame.Observations)], AnswerList<Region>.None)
        {
            Status = output.Status,
            ModelName = output.ModelName,
            CreatedAt = output.CreatedAt,
            Frames = frames,
            UnreadKeys = output.UnreadKeys,
            RawJson = output.RawJson,
        };

        // Pieces are in the order of their answers, so that frames cannot be counted.
        PlacedFrame InVideo(long time) => new((int)((time + (sampleMs / 2)) / sampleMs), time);
    }

    private static MediaKind KindOf(string? kind) => kind switch
    {
        "video" => MediaKind.Video,
        "text" => MediaKind.Text,
        _ => MediaKind.Image,
    };

    private static PlacedFrame PlaceOf(JsonElement frame) => new((int)frame.FindInteger("index"u8), frame.FindInteger("time_ms"u8));
}
