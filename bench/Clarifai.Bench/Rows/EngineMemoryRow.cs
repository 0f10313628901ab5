using Clarifai.Bench.Engine;
using Clarifai.Bench.Measuring;

namespace Clarifai.Bench.Rows;

/// <summary>The local engine's memory while 10,000 images go through: what it has after the first thousand it must keep to.</summary>
internal sealed class EngineMemoryRow : IRow
{
    private const int PicturesPerRequest = 20;
    private const int Concurrency = 4;
    private const int Thousands = 10;
    private const string Model = "nsfw";

    public string Name => "engine-memory";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        IReadOnlyList<byte[]> photos = SamplePhotos.OfMegapixels(1);
        byte[] body = PictureBody.Of(photos, PicturesPerRequest);
        using EngineProgram program = await EngineProgram.StartAsync();
        List<double> megabytes = [];
        for (int thousand = 0; thousand < Thousands; thousand++)
        {
            await program.Client.RepeatAsync(Model, body, 1000 / PicturesPerRequest, Concurrency);
            program.Process.Refresh();
            megabytes.Add(program.Process.WorkingSet64 / 1e6);
        }

        yield return new Finding(Name, "working set after each 1,000 of 10,000 pictures", new Samples(megabytes), "MB") { Digits = 0 };
        var growth = new Samples([megabytes[^1] - megabytes[0]]);
        yield return new Finding(Name, "the last less the first", growth, "MB", Target.AtMost(64)) { Digits = 0 };
    }
}
