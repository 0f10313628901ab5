using System.Diagnostics;
using System.Globalization;
using Clarifai.Bench.Hosting;
using Clarifai.Bench.Measuring;
using Clarifai.Local.Inference;
using Clarifai.Local.Storage;
using Clarifai.Local.Training;

namespace Clarifai.Bench.Rows;

/// <summary>
/// The training of a model of 20 concepts on 10,000 examples, with the choice of the strength and the evaluation. The examples are made:
/// directions that scatter around one a concept, as far apart as those of photos of different things.
/// </summary>
internal sealed class TrainingRow : IRow
{
    public const string ChildVerb = "train-examples";

    private const int Concepts = 20;
    private const int Count = 10_000;
    private const int Prototypes = 1000;
    private const int Length = 1280;
    private const double Scatter = 1.6;
    private const double MostSeconds = 60;
    private const double MostMegabytes = 500;
    private const double Megabyte = 1024 * 1024;

    public string Name => "training";

    public async IAsyncEnumerable<Finding> MeasureAsync(int runs)
    {
        foreach (bool isExclusive in (bool[])[false, true])
        {
            List<(double Seconds, double Megabytes)> results = [];
            for (int run = 0; run < runs; run++)
            {
                results.Add(await RunChildAsync(isExclusive));
            }

            string what = $"10,000 examples of 20 {(isExclusive ? "exclusive " : "")}concepts";
            yield return new Finding(
                Name, what, new Samples(results.Select(result => result.Seconds)), "s", Target.AtMost(MostSeconds));
            yield return new Finding(
                Name,
                $"{what}: the process's memory at its peak",
                new Samples(results.Select(result => result.Megabytes)),
                "MB",
                Target.AtMost(MostMegabytes));
        }
    }

    /// <summary>Trains once in this process, and writes the seconds and the peak of its memory.</summary>
    public static void RunChild(bool isExclusive)
    {
        var random = new Random(1);
        ModelConcept[] concepts = [.. Enumerable.Range(0, Concepts).Select(number => new ModelConcept($"{number}", $"{number}"))];
        float[][] centers = [.. concepts.Select(_ => Scattered(new float[Length], 1, random))];
        TrainingInput[] inputs =
        [
            .. Enumerable.Range(0, Count).Select(number => new TrainingInput(
                $"{number}",
                null,
                $"{number}",
                "",
                Scattered(centers[number % Concepts], Scatter / Math.Sqrt(Length), random),
                new Dictionary<string, bool> { [concepts[number % Concepts].Id] = true })),
        ];
        float[][] prototypes = [.. Enumerable.Range(0, Prototypes).Select(_ => Scattered(new float[Length], 1, random))];
        var clock = Stopwatch.StartNew();
        var plan = new TrainingPlan(concepts, isExclusive, IsClosed: false);
        TrainingResult trained = Teacher.Teach(plan, inputs, prototypes, CancellationToken.None);
        _ = trained.Evaluation.Describe();
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{clock.Elapsed.TotalSeconds} {Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte}"));
    }

    private static async Task<(double Seconds, double Megabytes)> RunChildAsync(bool isExclusive)
    {
        string output = await ChildProcess.RunAsync(Environment.ProcessPath!, ChildVerb, $"{isExclusive}");
        double[] numbers = [.. output.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[1]);
    }

    // A direction near another one, or any direction, without negative numbers as those of a network that ends in a rectifier.
    private static float[] Scattered(float[] center, double scatter, Random random)
    {
        double[] numbers = [.. center.Select(number => Math.Max(0, number + (scatter * Normal(random))))];
        double norm = Math.Sqrt(numbers.Sum(number => number * number));
        return [.. numbers.Select(number => (float)(number / norm))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
