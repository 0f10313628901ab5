using System.Text.Json;

namespace Clarifai;

/// <summary>Reads the position of a region in an image.</summary>
internal static class RegionReader
{
    public static RegionOutline Read(JsonElement region)
    {
        JsonElement info = region.Find("region_info"u8);
        JsonElement box = info.Find("bounding_box"u8);
        bool hasBox = box.ValueKind is JsonValueKind.Object;
        return new RegionOutline
        {
            Id = region.FindText("id"u8),
            Value = region.Find("value"u8).AsNumber(),
            Top = hasBox ? box.FindNumber("top_row"u8) : null,
            Left = hasBox ? box.FindNumber("left_col"u8) : null,
            Bottom = hasBox ? box.FindNumber("bottom_row"u8) : null,
            Right = hasBox ? box.FindNumber("right_col"u8) : null,
            Mask = ReadMask(info.Find("mask"u8, "image"u8)),
        };
    }

    private static MaskImage? ReadMask(JsonElement image)
    {
        byte[]? content = image.Find("base64"u8) is { ValueKind: JsonValueKind.String } base64
            && base64.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length > 0
            ? bytes
            : null;
        string? url = image.FindText("url"u8);
        return content is null && string.IsNullOrEmpty(url) ? null : new MaskImage(content, url);
    }
}
