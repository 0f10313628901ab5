namespace Clarifai;

/// <summary>What became of the keywords of one file.</summary>
/// <param name="Change">What was to be done.</param>
internal sealed record KeywordOutcome(KeywordChange Change)
{
    /// <summary>The file that has the keywords: the photo, or its sidecar. Null where there is none, and after an error.</summary>
    public string? Path { get; init; }

    /// <summary>False where the file had these keywords already: not one of its bytes was touched.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Names that were written to XMP only, because IPTC allows 64 bytes.</summary>
    public IReadOnlyList<string> LongNames { get; init; } = [];

    /// <summary>The file has another owner or group than before: only root may give files away.</summary>
    public bool HasNewOwner { get; init; }

    /// <summary>Why nothing was written.</summary>
    public ClarifaiException? Error { get; init; }
}
