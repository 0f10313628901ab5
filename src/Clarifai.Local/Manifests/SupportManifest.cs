namespace Clarifai.Local.Manifests;

/// <summary>
/// How far an object is believed that the classes should show too: a detector must call everything one of its few things.
/// </summary>
internal sealed record SupportManifest
{
    /// <summary>The name out of whose probability the object's is a share; without it the probability itself counts.</summary>
    public string? OutOf { get; init; }

    /// <summary>What is added to the probability of that name, so that a share of next to nothing is none.</summary>
    public double Plus { get; init; }

    /// <summary>From the share or probability to what is left of the evidence, 0 to 1.</summary>
    public required ValueTable Left { get; init; }
}
