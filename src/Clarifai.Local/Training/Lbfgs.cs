using System.Numerics.Tensors;

namespace Clarifai.Local.Training;

/// <summary>Minimizes a smooth convex function by its gradient (limited-memory BFGS with backtracking).</summary>
internal static class Lbfgs
{
    private const int MaximumSteps = 100;
    private const int Memory = 10;
    private const int MaximumHalvings = 20;
    private const double LeastDecrease = 1e-4;
    private const double LeastGradient = 1e-6;

    /// <param name="function">Returns the value at a point and writes the gradient.</param>
    /// <param name="point">The start; it becomes the minimum.</param>
    /// <param name="cancellation">Ends it.</param>
    public static void Minimize(Func<double[], double[], double> function, double[] point, CancellationToken cancellation)
    {
        List<(double[] Step, double[] Change, double Scale)> past = [];
        double[] gradient = new double[point.Length];
        double[] nextPoint = new double[point.Length];
        double[] nextGradient = new double[point.Length];
        double value = function(point, gradient);
        for (int step = 0; step < MaximumSteps && TensorPrimitives.MaxMagnitude<double>(gradient) is var steepest
            && Math.Abs(steepest) > LeastGradient; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = FindDirection(gradient, past);
            double slope = TensorPrimitives.Dot<double>(direction, gradient);
            double length = past.Count == 0 ? 1 / TensorPrimitives.Norm<double>(gradient) : 1;
            double nextValue;
            for (int halvings = 0; ; halvings++, length /= 2)
            {
                TensorPrimitives.MultiplyAdd(direction, length, point, nextPoint);
                nextValue = function(nextPoint, nextGradient);
                if (nextValue <= value + (LeastDecrease * length * slope))
                {
                    break;
                }

                // As near as the precision of the function allows.
                if (halvings == MaximumHalvings)
                {
                    return;
                }
            }

            double[] moved = new double[point.Length];
            double[] changed = new double[point.Length];
            TensorPrimitives.Subtract<double>(nextPoint, point, moved);
            TensorPrimitives.Subtract<double>(nextGradient, gradient, changed);
            double curvature = TensorPrimitives.Dot<double>(moved, changed);
            if (curvature > 0)
            {
                past.RemoveRange(0, Math.Max(0, past.Count - Memory + 1));
                past.Add((moved, changed, 1 / curvature));
            }

            nextPoint.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
        }
    }

    // The two-loop recursion: the gradient, downhill, times an estimate of the inverse curvature.
    private static double[] FindDirection(double[] gradient, List<(double[] Step, double[] Change, double Scale)> past)
    {
        double[] direction = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, direction);
        double[] shares = new double[past.Count];
        for (int index = past.Count - 1; index >= 0; index--)
        {
            (double[] step, double[] change, double scale) = past[index];
            shares[index] = scale * TensorPrimitives.Dot<double>(step, direction);
            TensorPrimitives.MultiplyAdd(change, -shares[index], direction, direction);
        }

        if (past.Count > 0)
        {
            (_, double[] change, double scale) = past[^1];
            TensorPrimitives.Multiply(direction, 1 / (scale * TensorPrimitives.Dot<double>(change, change)), direction);
        }

        for (int index = 0; index < past.Count; index++)
        {
            (double[] step, double[] change, double scale) = past[index];
            double share = shares[index] - (scale * TensorPrimitives.Dot<double>(change, direction));
            TensorPrimitives.MultiplyAdd(step, share, direction, direction);
        }

        return direction;
    }
}
