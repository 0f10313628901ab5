using System.Globalization;

namespace Clarifai;

/// <summary>A concept of a trained model.</summary>
public sealed class TrainedConcept
{
    internal TrainedConcept(string name, ConceptEvaluation evaluation)
    {
        Name = name;
        Examples = evaluation.Examples;
        Precision = evaluation.Precision;
        Recall = evaluation.Recall;
    }

    /// <summary>The concept's name, which is its id as well.</summary>
    public string Name { get; }

    /// <summary>The number of its examples; null if the service does not report it.</summary>
    public int? Examples { get; }

    /// <summary>
    /// The share of the images with at least 0.5 for the concept that are examples of it, 0 to 1; null if the model was not evaluated.
    /// </summary>
    public double? Precision { get; }

    /// <summary>The share of its examples that have at least 0.5 for the concept, 0 to 1; null if the model was not evaluated.</summary>
    public double? Recall { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Examples is null ? "{0}" : "{0} {1}", Name, Examples);
}
