using System.Diagnostics;

namespace Clarifai.Tests.Video;

/// <summary>ffmpeg as a person would call it, to make fixtures and to look at results without the code under test.</summary>
internal static class FfmpegForTests
{
    private static readonly FfmpegInstallation? Found = TryFind();

    public static FfmpegInstallation Installation => Found ?? FfmpegLocator.Find();

    public static string? SkipReason =>
        Found is null && Environment.GetEnvironmentVariable("CI") != "true" ? "ffmpeg is not installed" : null;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task MakeAsync(string output, params string[] arguments) =>
        RunAsync(Installation.Ffmpeg, ["-nostdin", "-v", "error", "-y", .. arguments, "file:" + output]);

    /// <summary>A moving picture from ffmpeg's own source; small and quick.</summary>
    public static Task MakeClipAsync(string output, double seconds, int rate = 10, int keyEvery = 20, params string[] more) => MakeAsync(
        output,
        [
            "-f", "lavfi", "-i", FormattableString.Invariant($"testsrc=s=96x64:r={rate}:d={seconds}"),
            .. more, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", $"{keyEvery}", "-sc_threshold", "0",
        ]);

    public static async Task<string[]> ProbeAsync(string path, params string[] arguments)
    {
        string text = await RunAsync(Installation.Ffprobe, ["-v", "error", .. arguments, "-of", "csv=p=0", "-i", "file:" + path]);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The content of every packet of a stream as a hash, in the order of the file.</summary>
    public static async Task<string[]> PacketHashesAsync(string path, string stream)
    {
        string[] lines = await ProbeAsync(path, "-select_streams", stream, "-show_data_hash", "md5", "-show_entries", "packet=data_hash");
        return [.. lines.Select(line => line.Split(',').First(field => field.StartsWith("MD5:", StringComparison.Ordinal)).Trim())];
    }

    public static async Task<double[]> FrameTimesAsync(string path)
    {
        string[] lines = await ProbeAsync(
            path, "-fflags", "+genpts", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time");
        return [.. lines.Select(line => double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
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
