using System.Numerics.Tensors;

namespace Clarifai.Local.Training;

/// <summary>
/// Logistic regression with L2 regularization on features of length 1: one concept against the rest, or a softmax over the concepts and
/// "none of them". Classes are weighted by their share. The result depends only on the examples and their order, not on the cores.
/// </summary>
internal sealed class LogisticRegression
{
    // Sums are made per part and then in the order of the parts, whatever core had which.
    private const int Parts = 32;

    // Without an example of "none of them", its value must vanish next to any other.
    private const double NoneIsImpossible = 30;

    private readonly Examples _examples;
    private readonly bool _isExclusive;
    private readonly int _concepts;
    private readonly int _length;
    private readonly bool _hasNone;
    private readonly float[][] _weights;
    private readonly double _total;
    private readonly double _penalty;

    // One evaluation after another uses them.
    private readonly float[] _narrow;
    private readonly double[] _wide;
    private readonly float[][] _gradients;

    /// <param name="examples">At least one image.</param>
    /// <param name="isExclusive">Each image has one of the concepts or none of them.</param>
    /// <param name="strength">How much the examples count against the regularization (C of other libraries).</param>
    public LogisticRegression(Examples examples, bool isExclusive, double strength)
    {
        _examples = examples;
        _isExclusive = isExclusive;
        _concepts = examples.Targets[0].Length;
        _length = examples.Vectors[0].Length;
        _hasNone = examples.Targets.Any(IsNone);
        _weights = isExclusive ? WeighExclusive() : WeighEach();
        _total = _weights.Sum(row => (double)row.Sum());
        _penalty = 1 / (strength * _total);
        int numbers = _concepts * (_length + 1);
        _narrow = new float[numbers];
        _wide = new double[numbers];
        _gradients = [.. Enumerable.Range(0, Parts).Select(_ => new float[numbers])];
    }

    /// <summary>Fits the concepts' weights: for each concept, one number per feature and then the bias.</summary>
    /// <param name="start">Weights to start from; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    public double[] Fit(double[]? start, CancellationToken cancellation)
    {
        double[] point = start is null ? new double[_narrow.Length] : [.. start];
        Lbfgs.Minimize(Evaluate, point, cancellation);
        return point;
    }

    /// <summary>The values of an image: one from 0 to 1 per concept.</summary>
    public float[] Predict(double[] weights, float[] vector)
    {
        TensorPrimitives.ConvertTruncating<double, float>(weights, _narrow);
        float[] values = new float[_concepts];
        Score(_narrow, vector, values);
        return _isExclusive ? Shares(values) : Array.ConvertAll(values, Sigmoid);
    }

    /// <summary>The bias of a concept as a head has it, for which the score of "none of them" is 0.</summary>
    public double BiasOf(double[] weights, int concept) =>
        weights[((concept + 1) * (_length + 1)) - 1] + (_isExclusive && !_hasNone ? NoneIsImpossible : 0);

    private static bool IsNone(float[] targets) => Array.TrueForAll(targets, target => target == 0);

    private static float Sigmoid(float score) => 1 / (1 + MathF.Exp(-score));

    // Of a concept's images and of the rest each, the weights add up to half of the number of all.
    private float[][] WeighEach()
    {
        double[] positive = new double[_concepts];
        double[] counted = new double[_concepts];
        for (int row = 0; row < _examples.Targets.Count; row++)
        {
            for (int concept = 0; concept < _concepts; concept++)
            {
                counted[concept] += _examples.Counts[row][concept] ? 1 : 0;
                positive[concept] += _examples.Counts[row][concept] ? _examples.Targets[row][concept] : 0;
            }
        }

        return [.. _examples.Targets.Select((targets, row) => Enumerable.Range(0, _concepts).Select(concept =>
        {
            double own = targets[concept] > 0 ? positive[concept] : counted[concept] - positive[concept];
            return _examples.Counts[row][concept] ? (float)(counted[concept] / (2 * own)) : 0;
        }).ToArray())];
    }

    // The weights of each class, "none of them" included, add up to its share of the number of all; one per image.
    private float[][] WeighExclusive()
    {
        double[] sizes = new double[_concepts + 1];
        bool[] isCounted = [.. _examples.Counts.Select(counts => counts[0])];
        for (int row = 0; row < isCounted.Length; row++)
        {
            for (int concept = 0; concept < _concepts && isCounted[row]; concept++)
            {
                sizes[concept] += _examples.Targets[row][concept];
            }

            sizes[_concepts] += isCounted[row] && IsNone(_examples.Targets[row]) ? 1 : 0;
        }

        double share = isCounted.Count(counted => counted) / (double)sizes.Count(size => size > 0);
        return [.. _examples.Targets.Select((targets, row) =>
        {
            double weight = IsNone(targets) ? 1 / sizes[_concepts] : 0;
            for (int concept = 0; concept < _concepts; concept++)
            {
                weight += targets[concept] > 0 ? targets[concept] / sizes[concept] : 0;
            }

            return new[] { isCounted[row] ? (float)(share * weight) : 0 };
        })];
    }

    private double Evaluate(double[] weights, double[] gradient)
    {
        TensorPrimitives.ConvertTruncating<double, float>(weights, _narrow);
        double[] losses = new double[Parts];
        Parallel.For(0, Parts, part => losses[part] = EvaluatePart(part, _gradients[part]));
        Array.Clear(gradient);
        foreach (float[] part in _gradients)
        {
            TensorPrimitives.ConvertChecked<float, double>(part, _wide);
            TensorPrimitives.Add<double>(gradient, _wide, gradient);
        }

        TensorPrimitives.Divide(gradient, _total, gradient);
        double penalty = 0;
        for (int concept = 0; concept < _concepts; concept++)
        {
            // The bias is free.
            var features = new Range(concept * (_length + 1), (concept * (_length + 1)) + _length);
            ReadOnlySpan<double> own = weights.AsSpan(features);
            TensorPrimitives.MultiplyAdd(own, _penalty, gradient.AsSpan(features), gradient.AsSpan(features));
            penalty += TensorPrimitives.Dot(own, own) * _penalty / 2;
        }

        return (losses.Sum() / _total) + penalty;
    }

    private double EvaluatePart(int part, float[] gradient)
    {
        Array.Clear(gradient);
        int rows = _examples.Vectors.Count;
        double loss = 0;
        float[] scores = new float[_concepts];
        for (int row = (int)((long)rows * part / Parts); row < (int)((long)rows * (part + 1) / Parts); row++)
        {
            float[] vector = _examples.Vectors[row];
            Score(_narrow, vector, scores);
            loss += _isExclusive ? ToExclusiveErrors(scores, row) : ToErrors(scores, row);
            for (int concept = 0; concept < _concepts; concept++)
            {
                if (scores[concept] != 0)
                {
                    Span<float> own = gradient.AsSpan(concept * (_length + 1), _length + 1);
                    TensorPrimitives.MultiplyAdd(vector, scores[concept], own[..^1], own[..^1]);
                    own[^1] += scores[concept];
                }
            }
        }

        return loss;
    }

    private void Score(float[] weights, float[] vector, float[] scores)
    {
        for (int concept = 0; concept < _concepts; concept++)
        {
            ReadOnlySpan<float> own = weights.AsSpan(concept * (_length + 1), _length + 1);
            scores[concept] = TensorPrimitives.Dot(own[..^1], vector) + own[^1];
        }
    }

    // Replaces scores by the derivatives of the loss, which is returned.
    private double ToErrors(float[] scores, int row)
    {
        double loss = 0;
        for (int concept = 0; concept < _concepts; concept++)
        {
            float score = scores[concept];
            float weight = _weights[row][concept];
            float target = _examples.Targets[row][concept];
            loss += weight * (Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (target * score));
            scores[concept] = weight * (Sigmoid(score) - target);
        }

        return loss;
    }

    private double ToExclusiveErrors(float[] scores, int row)
    {
        float weight = _weights[row][0];
        float[] targets = _examples.Targets[row];
        double loss = weight * (LogSum(scores) - TensorPrimitives.Dot(targets, scores));
        float[] shares = Shares(scores);
        for (int concept = 0; concept < _concepts; concept++)
        {
            scores[concept] = weight * (shares[concept] - targets[concept]);
        }

        return loss;
    }

    private double LogSum(float[] scores)
    {
        double highest = Math.Max(_hasNone ? 0 : double.NegativeInfinity, TensorPrimitives.Max<float>(scores));
        double sum = _hasNone ? Math.Exp(-highest) : 0;
        foreach (float score in scores)
        {
            sum += Math.Exp(score - highest);
        }

        return highest + Math.Log(sum);
    }

    private float[] Shares(float[] scores)
    {
        double all = LogSum(scores);
        return Array.ConvertAll(scores, score => (float)Math.Exp(score - all));
    }
}
