namespace Clarifai.Local.Inference;

/// <summary>Several models that look at the same picture in one call.</summary>
internal sealed record Workflow(string Id, IReadOnlyList<ServedModel> Models);
