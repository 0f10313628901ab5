namespace Clarifai.Local.Inference;

/// <summary>Several models that process the same image in one call.</summary>
internal sealed record Workflow(string Id, IReadOnlyList<ServedModel> Models);
