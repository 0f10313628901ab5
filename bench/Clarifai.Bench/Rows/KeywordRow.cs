using Clarifai.Bench.Engine;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Keywords into photos of a megapixel, in files a second; beside it, one run of ExifTool that writes them without a look.
/// </summary>
internal sealed class KeywordRow : IRow
{
    private const int Photos = 500;

    private static readonly string[] Keywords = ["cat", "feline", "mammal", "pet", "domestic animal"];

    public string Name => "keywords";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        if (Machine.FindProgram("exiftool") is not { } exifTool)
        {
            Console.Out.WriteLine("keywords   ExifTool is not on PATH: left out");
            yield break;
        }

        IReadOnlyList<byte[]> photos = SamplePhotos.OfMegapixels(1);
        string folder = Directory.CreateTempSubdirectory("clarifai-bench-").FullName;
        try
        {
            using var module = new ModuleHost(new Uri("http://127.0.0.1:1"));
            IReadOnlyList<double[]> times = await Protocol.RepeatAsync(runs, async () =>
            {
                WritePhotos();
                double written = await SecondsAsync(SetAsync);
                double unchanged = await SecondsAsync(SetAsync);
                WritePhotos();
                string[] lists = [.. Keywords.SelectMany(name => (string[])[$"-XMP-dc:Subject={name}", $"-IPTC:Keywords={name}"])];
                double bare = await SecondsAsync(() => ChildProcess.RunAsync(exifTool, ["-q", "-overwrite_original", .. lists, folder]));
                return (double[])[written, unchanged, bare];
            });
            string[] ways = ["written", "read, with nothing to change", "by one bare ExifTool, written without a look"];
            for (int way = 0; way < ways.Length; way++)
            {
                var rates = new Samples(times.Select(run => Photos / run[way]));
                yield return new Finding(Name, $"photos of 1 megapixel, {ways[way]}", rates, "a second") { Digits = 0 };
            }

            Task SetAsync() => Task.Run(() => module.Run(
                "param($folder, $names) Get-ChildItem $folder | Set-ClarifaiKeyword $names", folder, Keywords));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void WritePhotos()
        {
            for (int number = 0; number < Photos; number++)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{number}.jpg"), photos[number % photos.Count]);
            }
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> run) => (await Protocol.TimeAsync(run)).Elapsed;
}
