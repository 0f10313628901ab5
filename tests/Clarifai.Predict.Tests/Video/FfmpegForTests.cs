using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Clarifai.Tests.Video;

/// <summary>ffmpeg as a person would call it, to make fixtures and to look at results without the code under test.</summary>
internal static class FfmpegForTests
{
    private static readonly FfmpegInstallation? Found = TryFind();

    // To start ffmpeg costs more than to encode a small clip: tests share the clips that are made in the same way.
    private static readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> Clips = new(StringComparer.Ordinal);

    public static FfmpegInstallation Installation => Found ?? FfmpegLocator.Find();

    public static string? SkipReason =>
        Found is null && Environment.GetEnvironmentVariable("CI") != "true" ? "ffmpeg is not installed" : null;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task MakeAsync(string output, params string[] arguments) =>
        RunAsync(Installation.Ffmpeg, ["-nostdin", "-v", "error", "-y", .. arguments, "file:" + output]);

    /// <summary>A moving picture from ffmpeg's own source; small and quick.</summary>
    public static async Task MakeClipAsync(string output, double seconds, int rate = 10, int keyEvery = 20, params string[] more)
    {
        string[] arguments =
        [
            "-f", "lavfi", "-i", FormattableString.Invariant($"testsrc=s=96x64:r={rate}:d={seconds}"),
            .. more, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", $"{keyEvery}", "-sc_threshold", "0",
        ];
        Lazy<Task<byte[]>> clip = Clips.GetOrAdd(
            string.Join('\n', [Path.GetExtension(output), .. arguments]), _ => new(() => MakeAndReadAsync(output, arguments)));
        await File.WriteAllBytesAsync(output, await clip.Value, Cancellation);
    }

    public static async Task<string[]> ProbeAsync(string path, params string[] arguments)
    {
        string text = await RunAsync(Installation.Ffprobe, ["-v", "error", .. arguments, "-of", "csv=p=0", "-i", "file:" + path]);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// What is in a file, in its order: the hash of every packet's content, and the seconds from its start at which frames are shown.
    /// </summary>
    public static async Task<(string[] Video, string[] Audio, double[] Times)> ReadContentAsync(string path)
    {
        string[] entries =
            ["-show_entries", "packet=codec_type,data_hash:frame=media_type,best_effort_timestamp_time:format=start_time"];
        string[] arguments =
            ["-v", "error", "-fflags", "+genpts", "-show_data_hash", "md5", .. entries, "-of", "json", "-i", "file:" + path];
        using var content = JsonDocument.Parse(await RunAsync(Installation.Ffprobe, arguments));
        double start = Seconds(content.RootElement.GetProperty("format").GetProperty("start_time").GetString()!);
        string[] Column(string kindKey, string kind, string key) =>
        [
            .. content.RootElement.GetProperty("packets_and_frames").EnumerateArray()
                .Where(item => item.TryGetProperty(kindKey, out JsonElement found) && found.ValueEquals(kind))
                .Select(item => item.GetProperty(key).GetString()!),
        ];
        return (
            Column("codec_type", "video", "data_hash"),
            Column("codec_type", "audio", "data_hash"),
            [.. Column("media_type", "video", "best_effort_timestamp_time").Select(time => Seconds(time) - start)]);
    }

    public static async Task<double[]> FrameTimesAsync(string path)
    {
        string[] lines = await ProbeAsync(
            path, "-fflags", "+genpts", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time");
        return [.. lines.Select(line => Seconds(line.Split(',')[0]))];
    }

    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = new Process { StartInfo = start };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync(Cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {await errors}");
    }

    private static async Task<byte[]> MakeAndReadAsync(string output, string[] arguments)
    {
        await MakeAsync(output, arguments);
        return await File.ReadAllBytesAsync(output, Cancellation);
    }

    private static double Seconds(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static FfmpegInstallation? TryFind()
    {
        try
        {
            return FfmpegLocator.Find();
        }
        catch (ClarifaiException e) when (e.ErrorId == ErrorId.FfmpegNotFound)
        {
            return null;
        }
    }
}
