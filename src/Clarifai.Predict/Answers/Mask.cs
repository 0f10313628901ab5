using System.Globalization;

namespace Clarifai;

/// <summary>
/// A segment of a picture: what it shows, and on demand the picture whose light pixels are the segment. The name is empty where the answer
/// has a segment and no concept for it.
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

    /// <summary>How sure the model is, 0 to 1.</summary>
    public double Value => _fields.Value;

    /// <summary>The concept's id; the same in every language.</summary>
    public string? Id => _fields.Id;

    /// <summary>The app that the concept belongs to.</summary>
    public string? AppId => _fields.AppId;

    /// <summary>The size of the mask's picture in bytes; 0 where the answer has none.</summary>
    public int ImageSize => _image.Content?.Length ?? 0;

    /// <summary>Where the service keeps the mask's picture, if it says so.</summary>
    public string? ImageUrl => _image.Url;

    /// <summary>
    /// The mask's picture as a file's content, mostly PNG, for WriteAllBytes and the like. A method, so that no table or export has it.
    /// </summary>
    /// <returns>A copy; empty where the answer has none.</returns>
    public byte[] GetImage() => _image.Content is { } content ? [.. content] : [];

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1:0.000}", Name, Value).TrimStart();
}
