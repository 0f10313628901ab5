namespace Clarifai.Local.Manifests;

/// <summary>Where a model's weights come from, what was done to them and on what terms they may be used.</summary>
internal sealed record ModelProvenance
{
    public required string Upstream { get; init; }

    public required string Package { get; init; }

    public required string Conversion { get; init; }

    public required string Licence { get; init; }
}
