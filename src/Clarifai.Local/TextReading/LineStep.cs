using System.Numerics.Tensors;

namespace Clarifai.Local.TextReading;

/// <summary>A step along a line of text with the recognizer's choice.</summary>
/// <param name="Character">The most likely character, counted from 1, or <see cref="NoCharacter"/>.</param>
/// <param name="Probability">Its probability.</param>
internal readonly record struct LineStep(int Character, float Probability)
{
    /// <summary>Between two characters.</summary>
    public const int NoCharacter = 0;

    /// <summary>Takes the most likely choice of every step.</summary>
    /// <param name="probabilities">The probabilities of all choices, step by step.</param>
    /// <param name="choices">The number of choices, including no character.</param>
    public static LineStep[] Of(ReadOnlySpan<float> probabilities, int choices)
    {
        var steps = new LineStep[probabilities.Length / choices];
        for (int step = 0; step < steps.Length; step++)
        {
            ReadOnlySpan<float> own = probabilities.Slice(step * choices, choices);
            int best = TensorPrimitives.IndexOfMax(own);
            steps[step] = new LineStep(best, own[best]);
        }

        return steps;
    }

    /// <summary>
    /// Joins two overlapping pieces of a line: cut between two characters, as close as possible to the middle of the overlap.
    /// </summary>
    /// <param name="first">The steps of the first piece.</param>
    /// <param name="second">Those of the second.</param>
    /// <param name="shared">The number of overlapping steps.</param>
    public static LineStep[] Join(LineStep[] first, LineStep[] second, int shared)
    {
        shared = Math.Min(shared, Math.Min(first.Length, second.Length));
        int start = first.Length - shared;
        int cut = Enumerable.Range(0, shared)
            .OrderBy(step => Math.Abs(step - (shared / 2)))
            .FirstOrDefault(step => first[start + step].Character == NoCharacter && second[step].Character == NoCharacter, shared / 2);
        return [.. first[..(start + cut)], .. second[cut..]];
    }
}
