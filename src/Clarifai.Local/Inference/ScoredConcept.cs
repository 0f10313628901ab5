namespace Clarifai.Local.Inference;

/// <summary>A concept found in an image, with the model's score from 0 to 1.</summary>
internal readonly record struct ScoredConcept(ModelConcept Concept, float Value);
