using Clarifai.Bench.Engine;
using Clarifai.Bench.Measuring;
using Clarifai.Local.Hosting;
using Clarifai.Local.Inference;
using Microsoft.ML.OnnxRuntime;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Pictures a second through the local engine, from the HTTP request to its answer, against the bare loop of the same model in the same
/// process; and how long a new engine takes to its first answer.
/// </summary>
internal sealed class EngineRow : IRow
{
    private const int PicturesPerRequest = 8;
    private const int Concurrency = 4;

    private static readonly (string Model, string Folder, int Pictures, double Target)[] Networks =
    [
        ("general", "nanodet", 64, 0.9),
        ("nsfw", "nsfw", 256, 0.75),
    ];

    private static readonly (string What, Func<Run, Timing> Timing)[] Contenders =
    [
        ("bare", run => run.Bare),
        ("1 megapixel", run => run.Engine),
        ("12 megapixels", run => run.Large),
    ];

    private const int ColorPictures = 512;
    private const double ColorTarget = 0.9;

    public string Name => "engine";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        await using EngineServer server = await EngineServer.StartAsync(new EngineSettings { Key = EngineClient.Key });
        using var client = new EngineClient(server.Address);
        IReadOnlyList<byte[]> photos = SamplePhotos.OfMegapixels(1);
        byte[] body = PictureBody.Of(photos, PicturesPerRequest);
        byte[] largeBody = PictureBody.Of(SamplePhotos.OfMegapixels(12), PicturesPerRequest);

        foreach ((string model, string folderName, int pictures, double target) in Networks)
        {
            var folder = ModelFolder.Open(Path.Combine(AppContext.BaseDirectory, "Models", folderName));
            using InferenceSession session = BareLoop.Open(folder);
            using OrtValue tensor = BareLoop.PrepareTensor(folder);
            using var run = new RunOptions();
            IReadOnlyList<Run> results = await RepeatAsync(
                runs, client, model, pictures, body, largeBody, () => BareLoop.Infer(session, run, tensor, pictures));
            foreach (Finding finding in Report(model, "the bare loop's", pictures, target, results))
            {
                yield return finding;
            }
        }

        IReadOnlyList<Run> colors = await RepeatAsync(
            runs, client, "color", ColorPictures, body, largeBody, () => BareLoop.Decode(photos, ColorPictures));
        foreach (Finding finding in Report("color", "a bare scaled decode's", ColorPictures, ColorTarget, colors))
        {
            yield return finding;
        }

        byte[] first = PictureBody.Of([await File.ReadAllBytesAsync(SamplePhotos.Paths[0])]);
        IReadOnlyList<Timing> starts = await Protocol.RepeatAsync(runs, () => Protocol.TimeAsync(async () =>
        {
            using EngineProgram program = await EngineProgram.StartAsync();
            await program.Client.PredictAsync("general", first);
        }));
        var seconds = new Samples(starts.Select(start => start.Elapsed));
        yield return new Finding(Name, "start to first answer, and the end", seconds, "s", Target.AtMost(1));
    }

    private static Task<IReadOnlyList<Run>> RepeatAsync(
        int runs, EngineClient client, string model, int pictures, byte[] body, byte[] largeBody, Action bare)
    {
        int requests = pictures / PicturesPerRequest;
        return Protocol.RepeatAsync(runs, async () =>
        {
            Timing bareTiming = await Protocol.TimeAsync(() => Task.Run(bare));
            Timing engine = await Protocol.TimeAsync(() => client.RepeatAsync(model, body, requests, Concurrency));
            Timing large = await Protocol.TimeAsync(() => client.RepeatAsync(model, largeBody, requests, Concurrency));
            return new Run(bareTiming, engine, large);
        });
    }

    private IEnumerable<Finding> Report(string model, string reference, int pictures, double target, IReadOnlyList<Run> results)
    {
        foreach ((string what, Func<Run, Timing> timing) in Contenders)
        {
            var rates = new Samples(results.Select(run => pictures / timing(run).Elapsed));
            var milliseconds = new Samples(results.Select(run => timing(run).Processor / pictures * 1000));
            yield return new Finding(Name, $"{model}, {what}", rates, "images/s") { Digits = 0 };
            yield return new Finding(Name, $"{model}, {what}: processor time", milliseconds, "ms/image");
        }

        yield return new Finding(
            Name,
            $"{model}, 1 megapixel, as a part of {reference} rate",
            new Samples(results.Select(run => run.Bare.Elapsed / run.Engine.Elapsed)),
            Target: Target.AtLeast(target));
        yield return new Finding(
            Name,
            $"{model}, 1 megapixel: the reference's processor time in ours",
            new Samples(results.Select(run => run.Bare.Processor / run.Engine.Processor)));
        yield return new Finding(
            Name,
            $"{model}, 12 megapixels, as a part of {reference} rate",
            new Samples(results.Select(run => run.Bare.Elapsed / run.Large.Elapsed)));
    }

    private sealed record Run(Timing Bare, Timing Engine, Timing Large);
}
