using Clarifai.Bench.Engine;
using Clarifai.Bench.Measuring;
using Clarifai.Local.Hosting;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Images a second through the local engine, from the HTTP request to its answer, against the bare networks of the same model in the same
/// process; what a second core is worth; and how long a new engine takes to its first answer.
/// </summary>
internal sealed class EngineRow : IRow
{
    private const int PicturesPerRequest = 8;
    private const int Concurrency = 4;
    private const int ColorPictures = 512;
    private const double SecondCoreTarget = 1.8;

    private static readonly int AllCores = Environment.ProcessorCount;

    // The small ones are what most albums and web pages have.
    private static readonly Photos Small = new("640 pixels", () => SamplePhotos.OfLongerSide(640));
    private static readonly Photos Medium = new("1 megapixel", () => SamplePhotos.OfMegapixels(1));
    private static readonly Photos Large = new("12 megapixels", () => SamplePhotos.OfMegapixels(12));

    private static readonly Contest[] Contests =
    [
        new("general", Small, AllCores, 64, 0.75, ["efficientnet", "nanodet", "blazeface"]),
        new("general-embedding", Small, AllCores, 128, 0.65, ["efficientnet"]),
        new("nsfw", Medium, 1, 128, 0.75, ["nsfw"]),
        new("color", Medium, 1, ColorPictures, 0.9, []),
    ];

    public string Name => "engine";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        await using (EngineServer server = await EngineServer.StartAsync(new EngineSettings { Key = EngineClient.Key }))
        {
            using var client = new EngineClient(server.Address);
            byte[] largeBody = PictureBody.Of(Large.Make(), PicturesPerRequest);
            foreach (Contest contest in Contests)
            {
                IReadOnlyList<byte[]> photos = contest.Photos.Make();
                byte[] body = PictureBody.Of(photos, PicturesPerRequest);
                using var networks = new BareNetworks(contest.Folders);
                IReadOnlyList<Run> results = await RepeatAsync(
                    runs,
                    client,
                    contest,
                    body,
                    largeBody,
                    contest.Folders.Length > 0
                        ? () => networks.LookAt(contest.Pictures, contest.Cores)
                        : () => BareDecoding.Decode(photos, contest.Pictures));
                foreach (Finding finding in Report(contest, results))
                {
                    yield return finding;
                }
            }
        }

        foreach (Contest contest in Contests.Where(contest => contest.Cores > 1))
        {
            using var networks = new BareNetworks(contest.Folders);
            yield return SecondCore(contest, "bare", await Protocol.RepeatAsync(runs, async () =>
            {
                Timing onOne = await Protocol.TimeAsync(() => Task.Run(() => networks.LookAt(contest.Pictures, 1)));
                Timing onTwo = await Protocol.TimeAsync(() => Task.Run(() => networks.LookAt(contest.Pictures, 2)));
                return onOne.Elapsed / onTwo.Elapsed;
            }));
            yield return await MeasureSecondCoreAsync(runs, contest, PictureBody.Of(contest.Photos.Make(), PicturesPerRequest));
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
        int runs, EngineClient client, Contest contest, byte[] body, byte[] largeBody, Action bare) =>
        Protocol.RepeatAsync(runs, async () =>
        {
            Timing bareTiming = await Protocol.TimeAsync(() => Task.Run(bare));
            Timing engine = await Protocol.TimeAsync(() => PredictAsync(client, contest, body));
            Timing large = await Protocol.TimeAsync(() => PredictAsync(client, contest, largeBody));
            return new Run(bareTiming, engine, large);
        });

    private static Task PredictAsync(EngineClient client, Contest contest, byte[] body) =>
        client.RepeatAsync(contest.Model, body, contest.Pictures / PicturesPerRequest, Concurrency);

    private async Task<Finding> MeasureSecondCoreAsync(int runs, Contest contest, byte[] body)
    {
        using EngineProgram one = await EngineProgram.StartAsync(cores: 1);
        using EngineProgram two = await EngineProgram.StartAsync(cores: 2);
        IReadOnlyList<double> ratios = await Protocol.RepeatAsync(runs, async () =>
        {
            Timing onOne = await Protocol.TimeAsync(() => PredictAsync(one.Client, contest, body));
            Timing onTwo = await Protocol.TimeAsync(() => PredictAsync(two.Client, contest, body));
            return onOne.Elapsed / onTwo.Elapsed;
        });
        return SecondCore(contest, contest.Photos.Size, ratios) with { Target = Target.AtLeast(SecondCoreTarget) };
    }

    private Finding SecondCore(Contest contest, string what, IReadOnlyList<double> ratios) =>
        new(Name, $"{contest.Model}, {what}: two cores' rate over one's", new Samples(ratios));

    private IEnumerable<Finding> Report(Contest contest, IReadOnlyList<Run> results)
    {
        (string What, Func<Run, Timing> Timing)[] contenders =
            [("bare", run => run.Bare), (contest.Photos.Size, run => run.Engine), (Large.Size, run => run.Large)];
        foreach ((string what, Func<Run, Timing> timing) in contenders)
        {
            var rates = new Samples(results.Select(run => contest.Pictures / timing(run).Elapsed));
            var milliseconds = new Samples(results.Select(run => timing(run).Processor / contest.Pictures * 1000));
            yield return new Finding(Name, $"{contest.Model}, {what}", rates, "images/s") { Digits = 0 };
            yield return new Finding(Name, $"{contest.Model}, {what}: processor time", milliseconds, "ms/image");
        }

        string reference = contest.Folders.Length > 0 ? "the bare networks'" : "a bare scaled decode's";
        yield return new Finding(
            Name,
            $"{contest.Model}, {contest.Photos.Size}, as a part of {reference} rate",
            new Samples(results.Select(run => run.Bare.Elapsed / run.Engine.Elapsed)),
            Target: Target.AtLeast(contest.Target));
        yield return new Finding(
            Name,
            $"{contest.Model}, {contest.Photos.Size}: the reference's processor time in ours",
            new Samples(results.Select(run => run.Bare.Processor / run.Engine.Processor)));
        yield return new Finding(
            Name,
            $"{contest.Model}, {Large.Size}, as a part of {reference} rate",
            new Samples(results.Select(run => run.Bare.Elapsed / run.Large.Elapsed)));
    }

    private sealed record Run(Timing Bare, Timing Engine, Timing Large);

    private sealed record Photos(string Size, Func<IReadOnlyList<byte[]>> Make);

    /// <summary>A model against its reference.</summary>
    /// <param name="Model">The model.</param>
    /// <param name="Photos">What both look at.</param>
    /// <param name="Cores">How many the reference has; the engine has all.</param>
    /// <param name="Pictures">How many a run has.</param>
    /// <param name="Target">The least part of the reference's rate.</param>
    /// <param name="Folders">The models whose networks the reference runs; none where it decodes only.</param>
    private sealed record Contest(string Model, Photos Photos, int Cores, int Pictures, double Target, string[] Folders);
}
