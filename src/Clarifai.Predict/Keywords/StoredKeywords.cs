namespace Clarifai;

/// <summary>What a file has before it is written.</summary>
internal sealed record StoredKeywords
{
    /// <summary>The format as ExifTool names it.</summary>
    public required string Format { get; init; }

    /// <summary>The XMP list dc:subject.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The IPTC list Keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>
    /// The other IPTC texts, by tag, that are not UTF-8 although the file does not say that they are. They have to be written anew with the
    /// keywords, which are UTF-8: a file can name one encoding only.
    /// </summary>
    public IReadOnlyList<(string Tag, IReadOnlyList<string> Values)> OtherTexts { get; init; } = [];

    /// <summary>
    /// Photoshop's digest says that IPTC has not been changed since XMP was written. It must go on saying so, or Adobe's programs take what
    /// is in IPTC for newer than all that is in XMP.
    /// </summary>
    public bool HasCurrentDigest { get; init; }

    /// <summary>Why the file could not be read; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>Why some of XMP or IPTC could not be read, and would be lost if the file were written; null where all could.</summary>
    public string? Damage { get; init; }
}
