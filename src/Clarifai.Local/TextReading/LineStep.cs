using System.Numerics.Tensors;

namespace Clarifai.Local.TextReading;

/// <summary>A step along a line of text: what the recognizer takes it for.</summary>
/// <param name="Character">The likeliest character, counted from 1, or <see cref="NoCharacter"/>.</param>
/// <param name="Probability">How likely it is.</param>
internal readonly record struct LineStep(int Character, float Probability)
{
    /// <summary>Between two characters.</summary>
    public const int NoCharacter = 0;

    /// <summary>Takes the likeliest choice of every step.</summary>
    /// <param name="probabilities">Those of all choices, a step after the other.</param>
    /// <param name="choices">How many there are, with no character.</param>
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
    /// Makes one of two pieces of a line that overlap: cut between two characters, as near to the middle of the overlap as can be.
    /// </summary>
    /// <param name="first">The steps of the first piece.</param>
    /// <param name="second">Those of the second.</param>
    /// <param name="shared">How many of them show the same part of the line.</param>
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
