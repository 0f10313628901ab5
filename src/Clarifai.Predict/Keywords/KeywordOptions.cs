namespace Clarifai;

/// <summary>How the keywords of a run are changed.</summary>
internal sealed record KeywordOptions
{
    /// <summary>What each name begins with in the file; empty for names as they are.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Takes names away instead of adding them; with a prefix, all that begin with it.</summary>
    public bool Removes { get; init; }

    /// <summary>Writes a file beside the photo, which is not touched.</summary>
    public bool UsesSidecar { get; init; }

    /// <summary>Writes read-only files too.</summary>
    public bool IsForced { get; init; }

    /// <summary>The file that is written for a photo.</summary>
    public string TargetOf(string photo) => UsesSidecar ? photo + ".xmp" : photo;
}
