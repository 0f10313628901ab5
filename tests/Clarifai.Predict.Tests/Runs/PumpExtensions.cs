namespace Clarifai.Tests;

internal static class PumpExtensions
{
    /// <summary>Counts an input and adds it.</summary>
    public static void Add(this PredictPump pump, PredictInput input) => pump.Add(input, pump.Skip());

    /// <summary>Feeds a pump and takes everything from it, on a thread of its own as a pipeline would: the pump blocks it.</summary>
    public static Task<List<PredictOutcome>> RunAsync(this PredictPump pump, IEnumerable<PredictInput> inputs) => Task.Factory.StartNew(
        () =>
        {
            var outcomes = new List<PredictOutcome>();
            foreach (PredictInput input in inputs)
            {
                pump.Add(input);
                outcomes.AddRange(pump.Take());
            }

            pump.Complete();
            outcomes.AddRange(pump.Take());
            return outcomes;
        },
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
