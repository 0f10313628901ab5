using BenchmarkDotNet.Attributes;
using Clarifai.Bench.Hosting;

namespace Clarifai.Bench.Micro;

/// <summary>Writing the body of a request: 32 files of 1 MiB, read, encoded and dropped.</summary>
[InProcess]
[MemoryDiagnoser]
public class BodyBenchmarks : IDisposable
{
    private readonly PredictOptions _options = new() { MaxConcepts = 20 };
    private SampleFiles? _files;
    private IndexedInput[] _inputs = [];

    [GlobalSetup]
    public void MakeFiles()
    {
        _files = new SampleFiles(count: 32, bytes: 1 << 20);
        _inputs = [.. _files.Paths.Select((path, i) => new IndexedInput(PredictInput.FromFile(path), i))];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _files?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task WriteBody()
    {
        using var body = RequestBody.Open(_inputs, ModelReference.Parse("general"), _options);
        using var content = new PredictContent(body, new WireProgress(), CancellationToken.None);
        await content.CopyToAsync(Stream.Null);
    }
}
