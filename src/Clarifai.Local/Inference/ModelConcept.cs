namespace Clarifai.Local.Inference;

/// <summary>One thing that a model can say of a picture.</summary>
internal sealed record ModelConcept(string Id, string Name);
