using System.Numerics.Tensors;
using Clarifai.Local.Manifests;
using Clarifai.Local.Protocol;
using Clarifai.Local.Storage;

namespace Clarifai.Local.Training;

/// <summary>Makes a model of inputs: which of them show what, what they are told apart from, and the regression.</summary>
internal static class Teacher
{
    // The prototypes most like a concept's images may show the concept, so they are not counterexamples.
    private const double AlikeShare = .03;

    // With many exclusive concepts, at least half of the prototypes remain.
    private const double MostAlike = .5;

    /// <param name="plan">What it learns.</param>
    /// <param name="inputs">The inputs that carry its concepts, in an order that does not depend on chance.</param>
    /// <param name="prototypes">The typical features of other things, of length 1.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TrainingException">The inputs are not enough.</exception>
    public static TrainingResult Teach(
        TrainingPlan plan, IReadOnlyList<TrainingInput> inputs, IReadOnlyList<float[]> prototypes, CancellationToken cancellation)
    {
        Check(plan, inputs);
        Examples examples = Gather(plan, inputs, plan.IsClosed ? [] : prototypes);
        CrossValidation? validation = Evaluation.IsPossible(plan, inputs)
            ? CrossValidation.Run(examples, inputs.Count, plan.IsExclusive, cancellation)
            : null;
        var regression = new LogisticRegression(
            examples, plan.IsExclusive, validation?.Strength ?? CrossValidation.DefaultStrength);
        double[] weights = regression.Fit(null, cancellation);
        int length = examples.Vectors[0].Length;
        return new TrainingResult(
            [.. plan.Concepts.Select((concept, index) => new EmbeddingHead
            {
                Id = concept.Id,
                Weights = weights[(index * (length + 1))..((index * (length + 1)) + length)],
                Bias = regression.BiasOf(weights, index),
            })],
            inputs.Count,
            new Evaluation(plan, inputs, validation?.Values));
    }

    private static void Check(TrainingPlan plan, IReadOnlyList<TrainingInput> inputs)
    {
        if (plan.Concepts.Count == 0 || inputs.Count == 0)
        {
            string missing = plan.Concepts.Count == 0
                ? "The model has no concepts: add some and train again."
                : "No input of the app carries a concept of the model: add examples and train again.";
            throw new TrainingException(EngineStatusCodes.ModelNoData, missing);
        }

        string[] without =
        [
            .. plan.Concepts.Where(concept => !inputs.Any(input => input.Given.GetValueOrDefault(concept.Id)))
                .Select(concept => concept.Id),
        ];
        if (without.Length > 0)
        {
            string which = without is [var one]
                ? $"The concept '{one}' has no examples."
                : $"The concepts {string.Join(", ", without.Select(id => $"'{id}'"))} have no examples.";
            throw new TrainingException(EngineStatusCodes.ModelNoPositives, $"{which} Add some and train again.");
        }

        if (plan.IsClosed && plan.Concepts is [var only] && inputs.All(input => input.Given[only.Id]))
        {
            throw new TrainingException(
                EngineStatusCodes.ModelSingleClass,
                "The model has one concept and no counterexample of it: add some, or train it without closed_environment.");
        }
    }

    private static Examples Gather(TrainingPlan plan, IReadOnlyList<TrainingInput> inputs, IReadOnlyList<float[]> prototypes)
    {
        int concepts = plan.Concepts.Count;
        float[][] targets = [.. inputs.Select(input => TargetsOf(plan, input))];
        bool[] all = [.. Enumerable.Repeat(true, concepts)];
        float[] none = new float[concepts];
        return new Examples(
            [.. inputs.Select(input => input.Embedding), .. prototypes],
            [.. targets, .. prototypes.Select(_ => none)],
            [.. inputs.Select(_ => all), .. FindUnlike(plan, inputs, targets, prototypes)]);
    }

    private static float[] TargetsOf(TrainingPlan plan, TrainingInput input)
    {
        float[] targets = [.. plan.Concepts.Select(concept => input.Given.GetValueOrDefault(concept.Id) ? 1f : 0)];
        float sum = targets.Sum();
        return plan.IsExclusive && sum > 1 ? Array.ConvertAll(targets, target => target / sum) : targets;
    }

    // Of each prototype, for which concepts it is a counterexample.
    private static IEnumerable<bool[]> FindUnlike(
        TrainingPlan plan, IReadOnlyList<TrainingInput> inputs, float[][] targets, IReadOnlyList<float[]> prototypes)
    {
        float[][] similarities = [.. prototypes.AsParallel().AsOrdered().Select(prototype =>
        {
            float[] highest = [.. Enumerable.Repeat(float.NegativeInfinity, plan.Concepts.Count)];
            for (int input = 0; input < inputs.Count; input++)
            {
                float similarity = TensorPrimitives.Dot<float>(inputs[input].Embedding, prototype);
                for (int concept = 0; concept < highest.Length; concept++)
                {
                    highest[concept] = targets[input][concept] > 0 ? Math.Max(highest[concept], similarity) : highest[concept];
                }
            }

            return plan.IsExclusive ? [highest.Max()] : highest;
        })];
        double share = plan.IsExclusive ? Math.Min(AlikeShare * plan.Concepts.Count, MostAlike) : AlikeShare;
        int alike = (int)(share * prototypes.Count);
        bool[][] isAlike = [.. similarities.Select(of => new bool[of.Length])];
        for (int concept = 0; concept < (prototypes.Count == 0 ? 0 : similarities[0].Length); concept++)
        {
            foreach (int prototype in Enumerable.Range(0, prototypes.Count)
                .OrderByDescending(prototype => similarities[prototype][concept]).Take(alike))
            {
                isAlike[prototype][concept] = true;
            }
        }

        return isAlike.Select(of => Enumerable.Range(0, plan.Concepts.Count).Select(concept => !of[concept % of.Length]).ToArray());
    }
}
