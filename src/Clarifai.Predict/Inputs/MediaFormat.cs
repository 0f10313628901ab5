namespace Clarifai;

/// <summary>A file format, known by its first bytes.</summary>
public sealed class MediaFormat
{
    internal MediaFormat(string name, MediaKind? kind)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The format's usual name, e.g. JPEG.</summary>
    public string Name { get; }

    /// <summary>What it is sent as; null where the service does not read it.</summary>
    public MediaKind? Kind { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
