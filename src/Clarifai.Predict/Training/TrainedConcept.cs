namespace Clarifai;

/// <summary>A concept of a trained model.</summary>
public sealed class TrainedConcept
{
    private readonly ConceptEvaluation? _evaluation;

    internal TrainedConcept(string name, ConceptEvaluation? evaluation)
    {
        Name = name;
        _evaluation = evaluation;
    }

    /// <summary>The concept's name, which is its id as well.</summary>
    public string Name { get; }

    /// <summary>The number of its examples; null if the service does not report it.</summary>
    public int? Examples => _evaluation?.Examples;

    /// <summary>
    /// The number of images that were given as not showing it; null if the service does not report it. Examples of other concepts do not
    /// count here.
    /// </summary>
    public int? Counterexamples => _evaluation?.Counterexamples;

    /// <summary>
    /// The share of the images with at least 0.5 for the concept that are examples of it, 0 to 1; null if the model was not evaluated.
    /// </summary>
    public double? Precision => _evaluation?.Precision;

    /// <summary>The share of its examples that have at least 0.5 for the concept, 0 to 1; null if the model was not evaluated.</summary>
    public double? Recall => _evaluation?.Recall;

    /// <inheritdoc/>
    /// <returns>E.g. cat 12 (3 counterexamples).</returns>
    public override string ToString()
    {
        string shown = Examples is null ? Name : $"{Name} {Examples}";
        return Counterexamples is null or 0 ? shown
            : $"{shown} ({Counterexamples} counterexample{(Counterexamples == 1 ? "" : "s")})";
    }
}
