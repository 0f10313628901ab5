using BenchmarkDotNet.Attributes;
using Clarifai.Bench.Serving;

namespace Clarifai.Bench.Micro;

/// <summary>Reading an answer: 32 outputs of 20 concepts each, into objects.</summary>
[InProcess]
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    private const int Images = 32;

    private readonly ServiceResponse _reply = new(200, Answers.Write(Images));
    private readonly IndexedInput[] _inputs =
        [.. Enumerable.Range(0, Images).Select(i => new IndexedInput(PredictInput.FromUri($"https://example.com/{i}.jpg"), i))];

    [Benchmark]
    public object ReadAnswer() => ResponseReader.ReadAnswer(_reply, _inputs, ModelReference.Default, keepRaw: false, new TextPool());
}
