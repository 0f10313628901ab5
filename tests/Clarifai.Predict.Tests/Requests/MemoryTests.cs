namespace Clarifai.Tests;

/// <summary>Files are streamed: however many go through, what is allocated has nothing to do with their size.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;
    private const int Files = 1000;
    private const int MostPerFile = 16 * 1024;

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task A_thousand_megabytes_in_files_allocate_less_than_sixteen_kilobytes_each()
    {
        using (FileStream file = File.OpenWrite(_path))
        {
            file.Write(Pictures.Bytes(0));
            file.SetLength(Megabyte);
        }

        var handler = new DrainingHandler();
        using var client = new ClarifaiClient(Asking.Options(), handler);
        await SendAsync(client, 64);
        long sent = handler.Bytes;
        long before = GC.GetTotalAllocatedBytes(precise: true);

        await SendAsync(client, Files);

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(handler.Bytes - sent, Files * 4L * Megabyte / 3, Files * ((4L * Megabyte / 3) + 200));
        Assert.InRange(allocated / Files, 0, MostPerFile);
    }

    private async Task SendAsync(ClarifaiClient client, int count)
    {
        using var pump = new PredictPump(client, SentBatch.Options, new InstantClock());
        List<PredictOutcome> outcomes =
            await pump.RunAsync(Enumerable.Range(0, count).Select(_ => PredictInput.FromFile(_path, MediaKind.Image)));
        Assert.Equal(count, outcomes.Count(outcome => outcome.Output is { Succeeded: true }));
    }
}
