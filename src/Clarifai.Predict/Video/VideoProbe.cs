using System.Text.Json;

namespace Clarifai;

/// <summary>Reads a video's metadata.</summary>
internal static class VideoProbe
{
    private const string Entries =
        "format=start_time,duration"
        + ":stream=index,codec_type,codec_name,width,height,start_time,duration,nb_read_packets"
        + ":stream_disposition=attached_pic:stream_side_data=rotation:stream_tags=rotate";

    /// <exception cref="ClarifaiException">The file is damaged or has no video stream (FfmpegFailed).</exception>
    public static Task<VideoInfo> ReadAsync(FfmpegInstallation ffmpeg, VideoFile video, CancellationToken cancellation = default) =>
        ReadAsync(ffmpeg, video, [], FfmpegLimits.Headers, cancellation);

    /// <summary>Reads the whole file to count the packets of its video stream too.</summary>
    /// <exception cref="ClarifaiException">The file is damaged or has no video stream (FfmpegFailed).</exception>
    public static Task<VideoInfo> CountAsync(FfmpegInstallation ffmpeg, VideoFile video, CancellationToken cancellation) =>
        ReadAsync(ffmpeg, video, ["-count_packets"], FfmpegLimits.Default, cancellation);

    private static async Task<VideoInfo> ReadAsync(
        FfmpegInstallation ffmpeg, VideoFile video, string[] options, FfmpegLimits limits, CancellationToken cancellation)
    {
        string[] arguments = [.. FfmpegArguments.Ffprobe(video), .. options, "-show_entries", Entries, "-of", "json"];
        using var process = FfmpegProcess.Start(ffmpeg.Ffprobe, arguments, video, null, limits, cancellation);
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
            throw new ClarifaiException(ErrorId.FfmpegFailed, $"ffprobe's output for '{video}' cannot be read: {e.Message}", e);
        }
    }

    private static VideoInfo Read(JsonElement answer, VideoFile video)
    {
        JsonElement[] streams = [.. answer.FindItems("streams"u8)];

        // Music files have their cover as a stream of one image.
        JsonElement picture = streams.FirstOrDefault(stream =>
            stream.FindText("codec_type"u8) == "video" && stream.Find("disposition"u8).FindInteger("attached_pic"u8) != 1);
        if (picture.FindText("codec_name"u8) is not { } codec || Number(picture, "width"u8) <= 0)
        {
            throw new ClarifaiException(ErrorId.FfmpegFailed, $"'{video}' has no readable video stream.");
        }

        JsonElement format = answer.Find("format"u8);
        JsonElement[] sounds =
            [.. streams.Where(stream => stream.FindText("codec_type"u8) == "audio" && stream.FindText("codec_name"u8) is not null)];
        TimeSpan start = Seconds(format, "start_time"u8) ?? TimeSpan.Zero;
        return new VideoInfo
        {
            Codec = codec,
            Width = Number(picture, "width"u8),
            Height = Number(picture, "height"u8),
            Rotation = RotationOf(picture),
            Duration = Seconds(picture, "duration"u8) ?? Seconds(format, "duration"u8),
            Start = start,
            PictureDelay = (Seconds(picture, "start_time"u8) ?? start) - start,
            AudioCodecs = [.. sounds.Select(sound => sound.FindText("codec_name"u8)!)],
            VideoStream = Number(picture, "index"u8),
            PicturePackets = Number(picture, "nb_read_packets"u8),
            AudioStreams = [.. sounds.Select(sound => Number(sound, "index"u8))],
        };
    }

    // Before ffmpeg 5, it was a clockwise tag.
    private static int RotationOf(JsonElement stream)
    {
        JsonElement side = stream.FindItems("side_data_list"u8).FirstOrDefault(side => side.Find("rotation"u8).AsNumber() is not null);
        return side.ValueKind is JsonValueKind.Undefined
            ? -(int)stream.Find("tags"u8).FindInteger("rotate"u8)
            : Number(side, "rotation"u8);
    }

    private static int Number(JsonElement owner, ReadOnlySpan<byte> name) => (int)owner.FindInteger(name);

    private static TimeSpan? Seconds(JsonElement owner, ReadOnlySpan<byte> name) => VideoTime.Parse(owner.FindText(name));
}
