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

    /// <summary>Other IPTC texts are in Latin-1 and have to be written anew, as one file can have one encoding only.</summary>
    public bool HasLatinTexts { get; init; }

    /// <summary>
    /// Photoshop's digest says that IPTC has not been changed since XMP was written. It must go on saying so, or Adobe's programs take what
    /// is in IPTC for newer than all that is in XMP.
    /// </summary>
    public bool HasCurrentDigest { get; init; }
}
