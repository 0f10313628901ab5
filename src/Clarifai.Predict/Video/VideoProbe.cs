using System.Globalization;
using System.Text.Json;

namespace Clarifai;

/// <summary>Says what is in a video.</summary>
public static class VideoProbe
{
    private const string Entries =
        "format=start_time,duration"
        + ":stream=index,codec_type,codec_name,width,height,start_time,duration"
        + ":stream_disposition=attached_pic:stream_side_data=rotation:stream_tags=rotate";

    /// <summary>Reads a video's headers.</summary>
    /// <param name="ffmpeg">The programs.</param>
    /// <param name="video">The video.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What they say.</returns>
    /// <exception cref="ClarifaiException">The file is broken or has no moving picture (FfmpegFailed).</exception>
    public static async Task<VideoInfo> ReadAsync(FfmpegInstallation ffmpeg, VideoFile video, CancellationToken cancellation = default)
    {
        string[] arguments = [.. FfmpegArguments.Ffprobe(video), "-show_entries", Entries, "-of", "json"];
        using var process = FfmpegProcess.Start(ffmpeg.Ffprobe, arguments, video, null, FfmpegLimits.Headers, cancellation);
        using var text = new MemoryStream();
        await process.Output.CopyToAsync(text).ConfigureAwait(false);
        await process.ExpectSuccessAsync().ConfigureAwait(false);
        try
        {
            using var answer = JsonDocument.Parse(text.ToArray());
            return Read(answer.RootElement, video);
        }
        catch (JsonException e)
        {
            throw new ClarifaiException(ErrorId.FfmpegFailed, $"What ffprobe says about '{video}' cannot be read: {e.Message}", e);
        }
    }

    private static VideoInfo Read(JsonElement answer, VideoFile video)
    {
        JsonElement[] streams = answer.TryGetProperty("streams", out JsonElement list) ? [.. list.EnumerateArray()] : [];
        JsonElement picture = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video" && !IsCover(stream));
        if (picture.ValueKind != JsonValueKind.Object
            || Text(picture, "codec_name") is not { } codec
            || Number(picture, "width") is not > 0)
        {
            throw new ClarifaiException(ErrorId.FfmpegFailed, $"'{video}' has no moving picture that can be read.");
        }

        bool hasFormat = answer.TryGetProperty("format", out JsonElement format);
        JsonElement[] sounds =
            [.. streams.Where(stream => Text(stream, "codec_type") == "audio" && Text(stream, "codec_name") is not null)];
        return new VideoInfo
        {
            Codec = codec,
            Width = Number(picture, "width") ?? 0,
            Height = Number(picture, "height") ?? 0,
            Rotation = RotationOf(picture),
            Duration = Seconds(picture, "duration") ?? (hasFormat ? Seconds(format, "duration") : null),
            PictureDelayMs = hasFormat && Seconds(picture, "start_time") - Seconds(format, "start_time") is { } delay
                ? (long)Math.Round(delay.TotalMilliseconds)
                : 0,
            AudioCodecs = [.. sounds.Select(sound => Text(sound, "codec_name")!)],
            VideoStream = Number(picture, "index") ?? 0,
            AudioStreams = [.. sounds.Select(sound => Number(sound, "index") ?? 0)],
        };
    }

    // Files of music have their cover as a stream of one picture.
    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out JsonElement disposition) && Number(disposition, "attached_pic") == 1;

    private static int RotationOf(JsonElement stream)
    {
        if (stream.TryGetProperty("side_data_list", out JsonElement sides))
        {
            foreach (JsonElement side in sides.EnumerateArray())
            {
                if (Number(side, "rotation") is { } degrees)
                {
                    return degrees;
                }
            }
        }

        // Before ffmpeg 5 it was a tag, and clockwise.
        return stream.TryGetProperty("tags", out JsonElement tags)
            && int.TryParse(Text(tags, "rotate"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int turned)
            ? -turned
            : 0;
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : null;

    private static TimeSpan? Seconds(JsonElement owner, string name) => VideoTime.Parse(Text(owner, name));
}
