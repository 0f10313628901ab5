using System.Globalization;
using Clarifai.Bench.Engine;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Rows;

/// <summary>What -MaximumDimension 1024 makes of photos as phones take them: how small they become, and how many a second.</summary>
internal sealed class ShrinkRow : IRow
{
    private const double Megapixels = 12;
    private const int Dimension = 1024;
    private const int Times = 10;

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

            using var server = AnswerServer.Start(new ServerOptions(ImageBytes: 1));
            using var module = new ModuleHost(server.Address);
            module.ListFiles(folder, Times);
            double count = photos.Count * Times;
            long sent = 0;
            IReadOnlyList<Timing> timings = await Protocol.RepeatAsync(runs, () => Protocol.TimeAsync(() => Task.Run(() =>
                sent = (long)module.Run(
                    "param($size) ($files | Measure-ClarifaiInput -MaximumDimension $size -Connection $connection).BytesToSend",
                    Dimension)[0].BaseObject)));
            yield return new Finding(Name, "a photo of 12 megapixels before", new Samples(photos.Select(photo => photo.Length / 1e3)), "KB")
            {
                Digits = 0,
            };
            yield return new Finding(Name, "the same as sent, on average", new Samples([sent / count / 1e3]), "KB", Target.AtMost(200))
            {
                Digits = 0,
            };
            yield return new Finding(
                Name, "prepared", new Samples(timings.Select(timing => count / timing.Elapsed)), "photos/s", Target.AtLeast(40))
            {
                Digits = 0,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
