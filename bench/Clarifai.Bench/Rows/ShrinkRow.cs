using System.Globalization;
using Clarifai.Bench.Engine;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>
/// What -MaximumDimension 1024 makes of photos as phones take them: how small they become, how many a second, in how much memory of the
/// module, and what that saves on a slow wire.
/// </summary>
internal sealed class ShrinkRow : IRow
{
    private const double Megapixels = 12;
    private const int Dimension = 1024;
    private const int Quality = 90;
    private const int Times = 10;
    private const int Sent = 500;

    // 20 Mbit/s. Photos as they are take minutes: a few of them tell, as the wire takes as long for each.
    private const int WireBytesPerSecond = 2_500_000;
    private const int SentAsTheyAre = 20;

    private static readonly string OneByOne = "-BatchSize 1";
    private static readonly string Shrunk = $"-MaximumDimension {Dimension} {OneByOne}";

    public string Name => "shrink";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        string folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        try
        {
            IReadOnlyList<byte[]> photos = SamplePhotos.OfCamera(Megapixels);
            for (int number = 0; number < photos.Count; number++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"photo-{number:0}.jpg");
                await File.WriteAllBytesAsync(Path.Combine(folder, name), photos[number]);
            }

            using var server = AnswerServer.Start(new ServerOptions(ImageBytes: 0));
            using var module = new ModuleHost(server.Address);
            module.ListFiles(folder, Times);
            double count = photos.Count * Times;
            long sent = 0;
            IReadOnlyList<(Timing Engine, Timing Bare)> timings = await Protocol.RepeatAsync(runs, async () => (
                await Protocol.TimeAsync(() => Task.Run(() => sent = (long)module.Run(
                    "param($size) ($files | Measure-ClarifaiInput -MaximumDimension $size -Connection $connection).BytesToSend",
                    Dimension)[0].BaseObject)),
                await Protocol.TimeAsync(() => Task.Run(() => BareDecoding.Recode(photos, (int)count, Quality)))));
            yield return new Finding(Name, "a photo of 12 megapixels before", new Samples(photos.Select(photo => photo.Length / 1e3)), "KB")
            {
                Digits = 0,
            };
            yield return new Finding(Name, "the same as sent, on average", new Samples([sent / count / 1e3]), "KB", Target.AtMost(200))
            {
                Digits = 0,
            };
            yield return new Finding(
                Name, "prepared", new Samples(timings.Select(timing => count / timing.Engine.Elapsed)), "photos/s", Target.AtLeast(40))
            {
                Digits = 0,
            };
            yield return new Finding(
                Name,
                "decoded to a quarter and encoded by Skia alone",
                new Samples(timings.Select(timing => count / timing.Bare.Elapsed)),
                "photos/s")
            {
                Digits = 0,
            };

            using var wire = ServerProcess.Start(new ServerOptions(ImageBytes: 0, BytesPerSecond: WireBytesPerSecond));
            using var slow = new ModuleHost(wire.Address);
            double asTheyAre = await SecondsAsync(slow, folder, SentAsTheyAre, OneByOne) * Sent / SentAsTheyAre;
            double smaller = await SecondsAsync(slow, folder, Sent, Shrunk);
            yield return new Finding(
                Name, $"{Sent} photos over 20 Mbit/s, as they are ({SentAsTheyAre} measured)", new Samples([asTheyAre]), "s");
            yield return new Finding(Name, $"{Sent} photos over 20 Mbit/s, made smaller", new Samples([smaller]), "s");
            yield return new Finding(Name, "that many times sooner", new Samples([asTheyAre / smaller]), "", Target.AtLeast(10));

            (double idle, double peak) = await MemoryRow.RunAsync(
                wire.Address, folder, Sent / photos.Count, $"Invoke-ClarifaiPredict {Shrunk}");
            yield return new Finding(
                Name,
                $"memory of the module, peak over idle, {Sent} photos made smaller",
                new Samples([peak - idle]),
                "MB",
                Target.AtMost(64))
            {
                Digits = 0,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> SecondsAsync(ModuleHost module, string folder, int count, string options)
    {
        module.ListFiles(folder, count / Directory.GetFiles(folder).Length);
        Timing timing = await Protocol.TimeAsync(() => Task.Run(() =>
            module.Run($"$files | Invoke-ClarifaiPredict -Connection $connection {options} | Out-Null")));
        return timing.Elapsed;
    }
}
