namespace Clarifai.Tests;

internal static class Outcomes
{
    /// <summary>Who was told what: an input's position, and the concept it got (its own name, if all is well) or its error's id.</summary>
    public static IEnumerable<string> Each(IEnumerable<PredictOutcome> outcomes) => outcomes.Select(outcome =>
        $"{outcome.InputIndex} {outcome.Error?.ErrorId.ToString() ?? string.Join('+', outcome.Output!.Concepts.Select(c => c.Name))}");

    /// <summary>What is told when every input gets its own answer.</summary>
    public static IEnumerable<string> AllWell(int count) => Enumerable.Range(0, count).Select(i => $"{i} {i}");

    /// <summary>What is told when every input gets the same error.</summary>
    public static IEnumerable<string> All(int count, ErrorId error) => Enumerable.Range(0, count).Select(i => $"{i} {error}");
}
