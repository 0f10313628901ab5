namespace Clarifai.Local.Inference;

/// <summary>A concept seen in a picture, with the model's score from 0 to 1.</summary>
internal readonly record struct ScoredConcept(ModelConcept Concept, float Value);
