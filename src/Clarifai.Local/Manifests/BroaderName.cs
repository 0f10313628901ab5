namespace Clarifai.Local.Manifests;

/// <summary>What a broader name gathers: labels, and all that other broader names gather; a class that comes twice counts once.</summary>
internal sealed record BroaderName
{
    public IReadOnlyList<string> Names { get => field ?? []; init; }

    public IReadOnlyList<string> Labels { get => field ?? []; init; }
}
