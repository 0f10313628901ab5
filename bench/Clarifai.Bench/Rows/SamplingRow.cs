using System.Globalization;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Frames of ten minutes of video, far apart: sought one by one, decoded as a whole, and as the sampler chooses. The choice is right where
/// it is the faster one.
/// </summary>
internal sealed class SamplingRow : IRow
{
    private const double TargetSeconds = 3;

    // Frames as the local engine takes them.
    private const int FramePixels = 640 * 640;

    private static readonly (int Width, int Height)[] Sizes = [(1920, 1080), (480, 270)];
    private static readonly int[] Intervals = [60_000, 10_000];

    private static readonly (string Way, Func<FrameSamplerOptions, FrameSamplerOptions> Change)[] Ways =
    [
        ("as chosen", options => options),
        ("sought", options => options with { PixelsPerSeek = double.NegativeInfinity }),
        ("whole", options => options with { PixelsPerSeek = double.PositiveInfinity }),
    ];

    public string Name => "sampling";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        if (Machine.FindProgram("ffmpeg") is null)
        {
            Console.Out.WriteLine("sampling   ffmpeg is not on PATH: left out");
            yield break;
        }

        FfmpegInstallation ffmpeg = FfmpegLocator.Find();
        string folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        try
        {
            foreach ((int width, int height) in Sizes)
            {
                VideoFile video = await MakeAsync(ffmpeg, folder, width, height);
                foreach (int interval in Intervals)
                {
                    await foreach (Finding finding in MeasureAsync(runs, ffmpeg, video, $"{width} x {height}", interval))
                    {
                        yield return finding;
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async IAsyncEnumerable<Finding> MeasureAsync(
        int runs, FfmpegInstallation ffmpeg, VideoFile video, string size, int interval)
    {
        var options = new FrameSamplerOptions { SampleMs = interval, Encoding = FrameEncoding.Bgra, MaximumPixels = FramePixels };
        IReadOnlyList<double[]> times = await Protocol.RepeatAsync(runs, async () =>
        {
            var seconds = new List<double>();
            foreach ((_, Func<FrameSamplerOptions, FrameSamplerOptions> change) in Ways)
            {
                seconds.Add((await Protocol.TimeAsync(() => SampleAsync(ffmpeg, video, change(options)))).Elapsed);
            }

            return seconds.ToArray();
        });
        for (int way = 0; way < Ways.Length; way++)
        {
            var values = new Samples(times.Select(run => run[way]));
            Target? target = way == 0 && size == "1920 x 1080" && interval == Intervals[0] ? Target.AtMost(TargetSeconds) : null;
            string what = $"10 minutes of {size}, a frame every {interval / 1000} s, {Ways[way].Way}";
            yield return new Finding(Name, what, values, "s", target);
        }
    }

    private static async Task SampleAsync(FfmpegInstallation ffmpeg, VideoFile video, FrameSamplerOptions options)
    {
        using FrameSampler sampler = await FrameSampler.OpenAsync(ffmpeg, video, options);
        int frames = 0;
        while (await sampler.ReadNextAsync() is not null)
        {
            frames++;
        }

        if (frames != 600_000 / options.SampleMs)
        {
            throw new InvalidOperationException($"{frames} frames were taken.");
        }
    }

    // Twenty seconds with a key frame every ten, as encoders place them by themselves, thirty times.
    private static async Task<VideoFile> MakeAsync(FfmpegInstallation ffmpeg, string folder, int width, int height)
    {
        string part = Path.Combine(folder, $"{width}-part.mp4");
        string whole = Path.Combine(folder, $"{width}.mp4");
        string source = string.Create(CultureInfo.InvariantCulture, $"testsrc=s={width}x{height}:r=25:d=20");
        string[] quiet = ["-nostdin", "-v", "error", "-y"];
        await ChildProcess.RunAsync(
            ffmpeg.Ffmpeg, [.. quiet, "-f", "lavfi", "-i", source, "-c:v", "libx264", "-g", "250", "-sc_threshold", "0", part]);
        await ChildProcess.RunAsync(ffmpeg.Ffmpeg, [.. quiet, "-stream_loop", "29", "-i", part, "-c", "copy", whole]);
        return VideoFile.Open(whole);
    }
}
