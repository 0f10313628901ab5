namespace Clarifai;

/// <summary>What the service says of a concept of a trained version; null for what it does not say.</summary>
internal sealed record ConceptEvaluation(int? Examples, int? Counterexamples, double? Precision, double? Recall);
