namespace Clarifai.Local.Training;

/// <summary>
/// Chooses the strength of a regression: every image is rated by regressions that have not seen it. The ratings of the chosen strength are
/// the evaluation.
/// </summary>
internal sealed class CrossValidation
{
    /// <summary>The strength that is used if there are too few images to choose one.</summary>
    public const double DefaultStrength = 30;

    /// <summary>The fewest images of each concept.</summary>
    public const int FewestImages = 3;

    // Every strength in this range worked well in measurements; within it, the data decide.
    private static readonly double[] Strengths = [10, 30, 100];

    private const int MostFolds = 5;
    private const int FoldsOfMany = 3;
    private const int Many = 1000;

    // A value of exactly 0 or 1 that is wrong would count without limit.
    private const double LeastValue = 1e-6;

    private CrossValidation(double strength, IReadOnlyList<float[]> values)
    {
        Strength = strength;
        Values = values;
    }

    /// <summary>The best strength.</summary>
    public double Strength { get; }

    /// <summary>Of each image, one value per concept.</summary>
    public IReadOnlyList<float[]> Values { get; }

    /// <param name="examples">The images, followed by the prototypes, which are always learned from and never judged.</param>
    /// <param name="images">How many images there are.</param>
    /// <param name="isExclusive">Each image has one of the concepts or none of them.</param>
    /// <param name="cancellation">Ends it.</param>
    public static CrossValidation Run(Examples examples, int images, bool isExclusive, CancellationToken cancellation)
    {
        int[] folds = AssignFolds(examples, images);
        float[][][] values = Array.ConvertAll(Strengths, _ => new float[images][]);
        for (int fold = 0; fold <= folds.Max(); fold++)
        {
            Examples others = examples.Where(index => index >= images || folds[index] != fold);
            double[]? weights = null;
            for (int strength = 0; strength < Strengths.Length; strength++)
            {
                var regression = new LogisticRegression(others, isExclusive, Strengths[strength]);
                weights = regression.Fit(weights, cancellation);
                for (int image = 0; image < images; image++)
                {
                    if (folds[image] == fold)
                    {
                        values[strength][image] = regression.Predict(weights, examples.Vectors[image]);
                    }
                }
            }
        }

        int best = Enumerable.Range(0, Strengths.Length).MinBy(strength => Loss(examples, values[strength]));
        return new CrossValidation(Strengths[best], values[best]);
    }

    // Images with the same concepts go to the folds in turn.
    private static int[] AssignFolds(Examples examples, int images)
    {
        int fewest = Enumerable.Range(0, examples.Targets[0].Length)
            .Min(concept => examples.Targets.Take(images).Count(targets => targets[concept] > 0));
        int count = Math.Min(fewest, images > Many ? FoldsOfMany : MostFolds);
        int[] folds = new int[images];
        int next = 0;
        foreach (IGrouping<string, int> group in Enumerable.Range(0, images)
            .GroupBy(image => string.Join(' ', examples.Targets[image].Select(target => target > 0 ? 1 : 0))))
        {
            foreach (int image in group)
            {
                folds[image] = next++ % count;
            }
        }

        return folds;
    }

    // The mean over the concepts, and of each the mean over its images and the one over the rest.
    private static double Loss(Examples examples, float[][] values)
    {
        double loss = 0;
        for (int concept = 0; concept < examples.Targets[0].Length; concept++)
        {
            foreach (IGrouping<bool, double> side in values
                .Select((judged, image) => (IsPositive: examples.Targets[image][concept] > 0, Value: (double)judged[concept]))
                .GroupBy(
                    judged => judged.IsPositive,
                    judged => -Math.Log(Math.Max(LeastValue, judged.IsPositive ? judged.Value : 1 - judged.Value))))
            {
                loss += side.Average();
            }
        }

        return loss;
    }
}
