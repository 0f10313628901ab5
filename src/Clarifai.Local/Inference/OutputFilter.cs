namespace Clarifai.Local.Inference;

/// <summary>Which of a model's concepts the caller wants to hear of.</summary>
/// <param name="MaximumConcepts">How many at most, of a picture or of one of its regions.</param>
/// <param name="MinimumValue">The lowest value.</param>
/// <param name="Selected">The only concepts to report, or null for all.</param>
internal sealed record OutputFilter(int MaximumConcepts, double MinimumValue, IReadOnlySet<ModelConcept>? Selected)
{
    public bool Passes(ScoredConcept scored) => Passes(scored.Value) && Selected?.Contains(scored.Concept) != false;

    // Values have the precision of a float: one that was answered passes when it is sent back as the lowest.
    public bool Passes(float value) => value >= (float)MinimumValue;
}
