namespace Clarifai.Local.Manifests;

/// <summary>The source of a model's weights, how they were processed and the terms of use.</summary>
internal sealed record ModelProvenance
{
    public required string Upstream { get; init; }

    public required string Package { get; init; }

    public required string Conversion { get; init; }

    public required string License { get; init; }
}
