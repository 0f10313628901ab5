namespace Clarifai;

/// <summary>The evaluation of a model's version: all examples, predicted by models that were trained without them.</summary>
/// <param name="Accuracy">The share of the examples whose best concept is one that was given, 0 to 1; null if not evaluated.</param>
/// <param name="Concepts">What is known of each concept, by its id.</param>
/// <param name="Confusions">The examples whose best concept was not given.</param>
internal sealed record ModelEvaluation(
    double? Accuracy, IReadOnlyDictionary<string, ConceptEvaluation> Concepts, IReadOnlyList<StoredConfusion> Confusions);
