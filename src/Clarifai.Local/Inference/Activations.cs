using System.Numerics.Tensors;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>
/// Converts a network's scores to values from 0 to 1. Sums and exponentials use scalar arithmetic: vector arithmetic gives different last
/// digits on other processors, and in a program that was compiled ahead of time.
/// </summary>
internal static class Activations
{
    private const float Tolerance = 0.001f;

    public static float[] Apply(this Activation activation, ReadOnlySpan<float> scores)
    {
        float[] values = new float[scores.Length];
        switch (activation)
        {
            case Activation.Softmax:
                Softmax(scores, values);
                break;
            case Activation.Sigmoid:
                for (int index = 0; index < values.Length; index++)
                {
                    values[index] = Sigmoid(scores[index]);
                }

                break;
            default:
                TensorPrimitives.Min(scores, 1, values);
                TensorPrimitives.Max(values, 0, values);
                break;
        }

        return values;
    }

    public static float Sigmoid(float score) => 1 / (1 + MathF.Exp(-score));

    /// <summary>Values proportional to the scores' exponentials, which add up to 1.</summary>
    public static void Softmax(ReadOnlySpan<float> scores, Span<float> values)
    {
        float highest = TensorPrimitives.Max(scores);
        double sum = 0;
        for (int index = 0; index < scores.Length; index++)
        {
            values[index] = MathF.Exp(scores[index] - highest);
            sum += values[index];
        }

        for (int index = 0; index < scores.Length; index++)
        {
            values[index] = (float)(values[index] / sum);
        }
    }

    /// <summary>Whether scores are already values, apart from rounding.</summary>
    public static bool AreValues(ReadOnlySpan<float> scores)
    {
        foreach (float score in scores)
        {
            if (!(score is >= -Tolerance and <= 1 + Tolerance))
            {
                return false;
            }
        }

        return true;
    }
}
