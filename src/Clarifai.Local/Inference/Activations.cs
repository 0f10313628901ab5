using System.Numerics.Tensors;
using Clarifai.Local.Manifests;

namespace Clarifai.Local.Inference;

/// <summary>Turns a network's scores into values from 0 to 1.</summary>
internal static class Activations
{
    private const float Tolerance = 0.001f;

    public static float[] Apply(this Activation activation, ReadOnlySpan<float> scores)
    {
        float[] values = new float[scores.Length];
        switch (activation)
        {
            case Activation.Softmax:
                TensorPrimitives.SoftMax(scores, values);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(scores, values);
                break;
            default:
                TensorPrimitives.Min(scores, 1, values);
                TensorPrimitives.Max(values, 0, values);
                break;
        }

        return values;
    }

    /// <summary>Whether scores are values already, but for rounding.</summary>
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
