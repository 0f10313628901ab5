using Clarifai.Local.Inference;

namespace Clarifai.Local.Storage;

/// <summary>What a version of a model learns.</summary>
/// <param name="Concepts">The concepts; neither ids nor names repeat.</param>
/// <param name="IsExclusive">Each image has one of the concepts or none of them; else they are independent.</param>
/// <param name="IsClosed">No image will ever be unlike all examples, so that the app's inputs are the only counterexamples.</param>
internal sealed record TrainingPlan(IReadOnlyList<ModelConcept> Concepts, bool IsExclusive, bool IsClosed);
