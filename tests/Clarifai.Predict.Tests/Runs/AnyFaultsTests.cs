namespace Clarifai.Tests;

/// <summary>Whatever goes wrong, and however often: every input gets exactly one outcome, in order, and it is the right one.</summary>
public sealed class AnyFaultsTests
{
    private const int Inputs = 600;

    [Fact]
    public async Task Every_input_is_accounted_for_once_with_two_hundred_mixtures_of_faults()
    {
        int answers = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            answers += await RunAsync(seed);
        }

        // Bad pictures and exhausted retries are some of them, not most.
        Assert.InRange(answers, 200 * Inputs / 2, (200 * Inputs) - 1);
    }

    private static async Task<int> RunAsync(int seed)
    {
        var random = new Random(seed);
        PumpOptions options = SentBatch.Options with { BatchSize = random.Next(1, 65), ThrottleLimit = random.Next(1, 9) };
        var service = new FaultyService(seed, Inputs);
        var handler = new ScriptedHandler(service.Answer);
        using var client = new ClarifaiClient(Asking.Options(), handler);
        using var pump = new PredictPump(client, options, new InstantClock());

        List<PredictOutcome> outcomes = await pump.RunAsync(Pictures.AtAddresses(Inputs));

        Assert.True(
            Enumerable.Range(0, Inputs).SequenceEqual(outcomes.Select(outcome => outcome.InputIndex)),
            $"seed {seed}: {outcomes.Count} outcomes, not each input once and in order.");
        Assert.InRange(handler.MostAlive, 1, options.ThrottleLimit);
        Assert.Equal(0, handler.Alive);
        int answers = 0;
        foreach (PredictOutcome outcome in outcomes)
        {
            string name = $"{outcome.InputIndex}";
            bool isRight = outcome.Error is { } error
                ? outcome.Output is null && service.Explains(name, error.ErrorId)
                : !service.IsBad(name) && outcome.Output!.Concepts.Single().Name == name;
            Assert.True(isRight, $"seed {seed}, input {name}: {Outcomes.Each([outcome]).Single()}");
            answers += outcome.Error is null ? 1 : 0;
        }

        return answers;
    }
}
