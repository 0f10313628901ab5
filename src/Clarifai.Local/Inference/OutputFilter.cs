namespace Clarifai.Local.Inference;

/// <summary>Which of a model's concepts the caller requested.</summary>
/// <param name="MaximumConcepts">The most concepts per image or region.</param>
/// <param name="MinimumValue">The lowest value.</param>
/// <param name="Selected">The only concepts to report, or null for all.</param>
internal sealed record OutputFilter(int MaximumConcepts, double MinimumValue, IReadOnlySet<ModelConcept>? Selected)
{
    public bool Passes(ScoredConcept scored) => Passes(scored.Value) && Selected?.Contains(scored.Concept) != false;

    // Values have float precision: a returned value passes when it is sent back as the minimum.
    public bool Passes(float value) => value >= (float)MinimumValue;
}
