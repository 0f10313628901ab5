using System.Globalization;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Video;

/// <summary>A video of the sample photos, each shown for some time.</summary>
internal static class Slideshow
{
    private const int FramesPerSecond = 10;
    private const string Frame = "scale=640:480:force_original_aspect_ratio=decrease,pad=640:480:-1:-1,setsar=1";

    /// <summary>A tenth of a second a frame.</summary>
    public static Task MakeAsync(string path, params (string Photo, double Seconds)[] pictures) => MakeAsync(path, [], pictures);

    /// <summary>The same with one frame a picture, which is shown until the next.</summary>
    public static Task MakeSparseAsync(string path, params (string Photo, double Seconds)[] pictures)
    {
        IEnumerable<double> starts = pictures.Select((_, index) => pictures.Take(index).Sum(picture => picture.Seconds));
        IEnumerable<string> numbers = starts.Select(start => FormattableString.Invariant($"eq(n,{start * FramesPerSecond})"));
        string first = string.Join('+', numbers);
        return MakeAsync(path, ["-vf", $"select='{first}'", "-vsync", "vfr"], pictures);
    }

    private static async Task MakeAsync(string path, string[] more, (string Photo, double Seconds)[] pictures)
    {
        string folder = Path.GetDirectoryName(path)!;
        string script = Path.Combine(folder, Path.GetFileName(path) + ".txt");
        var lines = new List<string>();
        foreach ((int index, (string photo, double seconds)) in pictures.Index())
        {
            string part = $"{Path.GetFileNameWithoutExtension(path)}-{index}.mkv";
            await FfmpegForTests.MakeAsync(
                Path.Combine(folder, part),
                "-loop", "1", "-framerate", $"{FramesPerSecond}",
                "-t", seconds.ToString(CultureInfo.InvariantCulture), "-i", Samples.PathOf(photo),
                "-vf", Frame, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p");
            lines.Add($"file '{part}'");
        }

        await File.WriteAllLinesAsync(script, lines, FfmpegForTests.Cancellation);
        await FfmpegForTests.MakeAsync(
            path, ["-f", "concat", "-i", script, .. more, "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-pix_fmt", "yuv420p"]);
    }
}
