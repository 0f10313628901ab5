namespace Clarifai;

/// <summary>
/// A segment of an image: what it shows and, on demand, the mask image whose light pixels form the segment. The name is empty if the answer
/// has no concept for the segment.
/// </summary>
public sealed class Mask : RegionObservation
{
    private readonly ConceptFields _fields;
    private readonly MaskImage _image;

    internal Mask(AnswerOrigin origin, RegionOutline outline, MaskImage image, in ConceptFields fields)
        : base(origin, outline)
    {
        _fields = fields;
        _image = image;
    }

    /// <inheritdoc/>
    public override string Source => Origin.Source;

    /// <summary>The name of the concept that the segment shows.</summary>
    public string Name => _fields.Name;

    /// <summary>The model's confidence, 0 to 1.</summary>
    public double Value => _fields.Value;

    /// <summary>The concept's id; the same in every language.</summary>
    public string? Id => _fields.Id;

    /// <summary>The app that the concept belongs to.</summary>
    public string? AppId => _fields.AppId;

    /// <summary>The size of the mask image in bytes; 0 if the answer has none.</summary>
    public int ImageSize => _image.Content?.Length ?? 0;

    /// <summary>The URL of the mask image, if the answer has one.</summary>
    public string? ImageUrl => _image.Url;

    /// <summary>
    /// The content of the mask image's file, usually PNG, for example for WriteAllBytes. A method, so that tables and exports leave it out.
    /// </summary>
    /// <returns>A copy; empty if the answer has none.</returns>
    public byte[] GetImage() => _image.Content is { } content ? [.. content] : [];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:0.000}").TrimStart();
}
