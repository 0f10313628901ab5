using Clarifai.Bench.Engine;
using Clarifai.Bench.Measuring;
using Clarifai.Local.Hosting;

namespace Clarifai.Bench.Rows;

/// <summary>
/// Pages of text a second through the local engine, one after another, from the HTTP request to its answer, against the bare networks on
/// tensors of the same sizes in the same process.
/// </summary>
internal sealed class TextRow : IRow
{
    private const int Pages = 2;
    private const string Model = "text-recognition";
    private const double LeastPart = 0.8;

    public string Name => "text";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        await using EngineServer server = await EngineServer.StartAsync(new EngineSettings { Key = EngineClient.Key });
        using var client = new EngineClient(server.Address);
        using var page = TextPage.Make();
        byte[] body = PictureBody.Of([page.Jpeg]);
        byte[] photo = PictureBody.Of([await File.ReadAllBytesAsync(SamplePhotos.Paths[0])]);
        IReadOnlyList<Run> results = await Protocol.RepeatAsync(runs, async () => new Run(
            await Protocol.TimeAsync(() => Task.Run(() => page.RunNetworks(Pages))),
            await Protocol.TimeAsync(() => client.RepeatAsync(Model, body, Pages, concurrency: 1)),
            await Protocol.TimeAsync(() => client.RepeatAsync(Model, photo, Pages, concurrency: 1))));

        string pageOfLines = $"a page of {page.Lines} lines";
        yield return new Finding(Name, pageOfLines, Of(results, run => Pages / run.Page.Elapsed), "pages/s");
        yield return new Finding(Name, $"{pageOfLines}: time", Of(results, run => run.Page.Elapsed / Pages / page.Lines * 1000), "ms/line");
        yield return new Finding(Name, "a photo without text", Of(results, run => Pages / run.Photo.Elapsed), "photos/s");
        yield return new Finding(
            Name,
            $"{pageOfLines}, as a part of the bare networks' rate",
            Of(results, run => run.Bare.Elapsed / run.Page.Elapsed),
            Target: Target.AtLeast(LeastPart));
        yield return new Finding(
            Name, $"{pageOfLines}: the bare networks' processor time in ours", Of(results, run => run.Bare.Processor / run.Page.Processor));
    }

    private static Samples Of(IReadOnlyList<Run> results, Func<Run, double> value) => new(results.Select(value));

    private sealed record Run(Timing Bare, Timing Page, Timing Photo);
}
