namespace Clarifai.Local.Manifests;

/// <summary>What a broader name includes: labels, and everything that other broader names include; each class counts once.</summary>
internal sealed record BroaderName
{
    public IReadOnlyList<string> Names { get => field ?? []; init; }

    public IReadOnlyList<string> Labels { get => field ?? []; init; }
}
