namespace Clarifai;

/// <summary>The versions that a local engine will answer with.</summary>
/// <param name="Models">The versions of its models by their ids.</param>
/// <param name="Workflows">The models of its workflows by their ids.</param>
internal sealed record EngineVersions(
    IReadOnlyDictionary<string, string> Models, IReadOnlyDictionary<string, IReadOnlyList<string>> Workflows)
{
    /// <returns>The versions of all models used; null if the engine has no model or workflow of that name.</returns>
    public string? Find(PredictTarget target)
    {
        IReadOnlyList<string>? models = target is ModelReference model ? [model.Public?.Name ?? model.Id]
            : Workflows.TryGetValue(target.Id, out IReadOnlyList<string>? nodes) ? nodes : [];
        string[] versions = [.. models.Select(id => Models.TryGetValue(id, out string? version) ? version : null).OfType<string>()];
        return versions.Length == 0 ? null : string.Join(" ", versions);
    }
}
