using Clarifai.Local.Manifests;

namespace Clarifai.Local.Training;

/// <summary>The result of a training.</summary>
/// <param name="Heads">One per concept, in the order of the plan.</param>
/// <param name="Inputs">How many inputs it learned from.</param>
/// <param name="Evaluation">How well it does on inputs that it has not seen.</param>
internal sealed record TrainingResult(IReadOnlyList<EmbeddingHead> Heads, int Inputs, Evaluation Evaluation);
