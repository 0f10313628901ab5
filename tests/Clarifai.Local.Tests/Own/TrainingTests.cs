using System.Text.Json.Nodes;
using Clarifai.Local.Training;
using Clarifai.Tests.Video;

namespace Clarifai.Local.Tests.Own;

/// <summary>The arithmetic of training.</summary>
public sealed class TrainingTests
{
    // Three directions in a space of three, and one more that shows none of them.
    private static readonly float[][] Directions = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [-.58f, -.58f, -.58f]];

    private static readonly float[] Yes = [1];
    private static readonly float[] No = [0];
    private static readonly bool[] Counted = [true];
    private static readonly float[][] EitherOf = [[1, 0], [0, 1]];
    private static readonly bool[] BothCounted = [true, true];
    private static readonly bool[] AllCounted = [true, true, true];
    private static readonly float[] Usual = [0, 1];

    [Fact]
    public void A_quadratic_function_has_its_minimum_where_it_is()
    {
        double[] point = [5, -3, 2];

        Lbfgs.Minimize(
            (x, gradient) =>
            {
                double value = 0;
                for (int index = 0; index < x.Length; index++)
                {
                    double weight = Math.Pow(10, index);
                    gradient[index] = 2 * weight * (x[index] - index);
                    value += weight * (x[index] - index) * (x[index] - index);
                }

                return value;
            },
            point,
            TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 2], point.Select(number => Math.Round(number, 4)));
    }

    // With two mirrored points of weight 1, the weight w of the only feature satisfies w / strength = 2 / (1 + exp(w)).
    [Fact]
    public void The_strength_is_that_of_other_libraries()
    {
        const double strength = 2;
        var examples = new Examples([[1f], [-1f]], [Yes, No], [Counted, Counted]);

        double[] weights = new LogisticRegression(examples, isExclusive: false, strength).Fit(null, TestContext.Current.CancellationToken);

        Assert.Equal(weights[0] / strength, 2 / (1 + Math.Exp(weights[0])), 1e-4);
        Assert.Equal(0, weights[1], 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_class_is_told_from_the_others_and_from_none(bool isExclusive)
    {
        Examples examples = Make();
        var regression = new LogisticRegression(examples, isExclusive, strength: 100);
        double[] weights = regression.Fit(null, TestContext.Current.CancellationToken);

        for (int direction = 0; direction < Directions.Length; direction++)
        {
            float[] values = regression.Predict(weights, Directions[direction]);
            for (int concept = 0; concept < values.Length; concept++)
            {
                Assert.Equal(concept == direction, values[concept] >= .5);
            }

            Assert.True(!isExclusive || values.Sum() <= 1 + 1e-6);
        }
    }

    [Fact]
    public void A_class_of_few_counts_as_much_as_one_of_many()
    {
        float[][] vectors = [[1, 0], .. Enumerable.Repeat(Usual, 200)];
        var examples = new Examples(vectors, [Yes, .. Enumerable.Repeat(No, 200)], [.. vectors.Select(_ => Counted)]);
        var regression = new LogisticRegression(examples, isExclusive: false, strength: 1);
        double[] weights = regression.Fit(null, TestContext.Current.CancellationToken);

        Assert.InRange(regression.Predict(weights, vectors[0])[0], .8, 1);
    }

    // Each judgment is by a regression without the image: with labels that mean nothing, none is better than chance.
    [Fact]
    public void Cross_validation_does_not_judge_what_it_has_seen()
    {
        var random = new Random(1);
        float[][] vectors =
        [
            .. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 40).Select(_ => (float)(random.NextDouble() - .5)).ToArray()),
        ];
        float[][] targets = [.. vectors.Select((_, index) => EitherOf[index % 2])];
        var examples = new Examples(vectors, targets, [.. vectors.Select(_ => BothCounted)]);

        var validation = CrossValidation.Run(examples, vectors.Length, isExclusive: true, TestContext.Current.CancellationToken);

        int right = validation.Values.Select((values, index) => values[0] > values[1] == (index % 2 == 0)).Count(isRight => isRight);
        Assert.InRange(right, 15, 45);
    }

    // A training is the same bytes on one core as on several, whatever the order in which the examples came.
    [Fact]
    public async Task The_same_examples_make_the_same_model()
    {
        using var folder = new TestFolder();
        string[] one = await TrainAsync("one", "1", reverse: false);
        string[] many = await TrainAsync("many", "8", reverse: true);

        Assert.Equal(one, many);

        async Task<string[]> TrainAsync(string name, string cores, bool reverse)
        {
            await using OwnEngine engine = await OwnEngine.StartProgramAsync(folder.File(name), ("DOTNET_PROCESSOR_COUNT", cores));
            JsonObject[] inputs = Photos.ThreeOfEach();
            _ = await engine.AddAsync(reverse ? [.. inputs.Reverse()] : inputs);
            List<string> heads = [];
            foreach (bool isExclusive in (bool[])[false, true])
            {
                string model = isExclusive ? "exclusive" : "each";
                _ = await engine.CreateAsync(model, ["cat", "cup"], isExclusive);
                string path = Path.Combine(engine.ModelsFolder, $"{model}-{await engine.TrainAsync(model)}", "heads.json");
                heads.Add(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            }

            return [.. heads];
        }
    }

    private static Examples Make()
    {
        float[][] vectors = [.. Directions.SelectMany(direction => Enumerable.Repeat(direction, 3))];
        float[][] targets = [.. Directions.SelectMany((_, own) => Enumerable.Repeat(
            Enumerable.Range(0, 3).Select(concept => concept == own ? 1f : 0).ToArray(), 3))];
        return new Examples(vectors, targets, [.. vectors.Select(_ => AllCounted)]);
    }
}
