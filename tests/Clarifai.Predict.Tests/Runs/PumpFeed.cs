using System.Collections.Concurrent;

namespace Clarifai.Tests;

/// <summary>A pump between a source and a sink that a test can watch: what was taken in, what has come out.</summary>
internal sealed class PumpFeed
{
    private readonly PredictPump _pump;
    private int _taken;

    public PumpFeed(PredictPump pump) => _pump = pump;

    public int Taken => Volatile.Read(ref _taken);

    public ConcurrentQueue<PredictOutcome> Emitted { get; } = [];

    public IEnumerable<string> Summary => Outcomes.Each(Emitted);

    /// <summary>How many inputs had been taken when each outcome came out.</summary>
    public ConcurrentQueue<int> TakenAtEachEmission { get; } = [];

    /// <summary>Feeds everything on a thread of its own, as a pipeline does.</summary>
    /// <param name="inputs">The source, which may block.</param>
    /// <param name="emit">Runs in the sink.</param>
    public Task RunAsync(IEnumerable<PredictInput> inputs, Action<PredictOutcome>? emit = null) => Task.Factory.StartNew(
        () =>
        {
            foreach (PredictInput input in inputs)
            {
                Interlocked.Increment(ref _taken);
                _pump.Add(input);
                Emit(emit);
            }

            _pump.Complete();
            Emit(emit);
        },
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Emit(Action<PredictOutcome>? emit)
    {
        foreach (PredictOutcome outcome in _pump.Take())
        {
            TakenAtEachEmission.Enqueue(Taken);
            Emitted.Enqueue(outcome);
            emit?.Invoke(outcome);
        }
    }
}
