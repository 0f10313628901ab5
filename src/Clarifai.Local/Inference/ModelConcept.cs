namespace Clarifai.Local.Inference;

/// <summary>One concept that a model can return.</summary>
internal sealed record ModelConcept(string Id, string Name);
